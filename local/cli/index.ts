import { main } from './main';

main(process.argv.slice(2), process.env).then(
  (code) => {
    // What listens has been closed; a connection that is kept alive must not keep the process.
    process.exit(code);
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
