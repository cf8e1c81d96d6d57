import type { ComponentType } from 'react';
import { AdfRenderer } from './components/adf';
import { Button, ButtonGroup, LoadingButton } from './components/buttons';
import { Code, CodeBlock } from './components/code';
import { Inline, List, ListItem, Stack } from './components/layout';
import { EmptyState, Lozenge, SectionMessage, Spinner } from './components/messages';
import { Modal, ModalBody, ModalFooter, ModalHeader, ModalTitle, Through } from './components/modal';
import { DynamicTable } from './components/table';
import { Tabs } from './components/tabs';
import { Heading, Strong, Text } from './components/text';
import { type DocProps, DrawOne } from './Docs';
import type { ForgeDoc } from './forgeDoc';

/** UI Kit's components that this host renders: those that the app uses. */
const components: Record<string, ComponentType<DocProps>> = {
  Root: Through,
  AdfRenderer,
  Button,
  ButtonGroup,
  Code,
  CodeBlock,
  DynamicTable,
  EmptyState,
  Heading,
  Inline,
  List,
  ListItem,
  LoadingButton,
  Lozenge,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition: Through,
  SectionMessage,
  Spinner,
  Stack,
  Strong,
  Tabs,
  Text,
};

/** The app's tree as DOM. */
export function Tree({ root }: { root: ForgeDoc }) {
  return (
    <DrawOne.Provider value={Doc}>
      <Doc doc={root} />
    </DrawOne.Provider>
  );
}

function Doc({ doc }: DocProps) {
  if (doc.type === 'String') return <>{String(doc.props.text ?? '')}</>;
  const Component = Object.hasOwn(components, doc.type) ? components[doc.type] : undefined;
  return Component ? <Component doc={doc} /> : <Unknown type={doc.type} />;
}

/** Said aloud: a silent gap would look as if the app showed nothing here. */
function Unknown({ type }: { type: string }) {
  const message = `This host does not render UI Kit's ${type}.`;
  console.error(message);
  return <p role="alert">{message}</p>;
}
