import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Prints what survived, what no test reached and for what there was no time; ends the run at its limit. */
class SurvivorsReporter {
  #results = [];
  #planned = 0;
  #timer = setTimeout(
    () => {
      this.#print();
      process.exit(0);
    },
    Number(process.env.MUTATION_ENDS) - Date.now(),
  );

  onDryRunCompleted({ result: { tests }, timing: { overhead, net } }) {
    const seconds = Math.round((overhead + net) / 1000);
    console.log(`Without a change, the ${tests.length} tests took ${seconds} s.`);
  }

  onMutationTestingPlanReady({ mutantPlans }) {
    this.#planned = mutantPlans.length;
  }

  onMutantTested(result) {
    this.#results.push(result);
  }

  onMutationTestReportReady() {
    clearTimeout(this.#timer);
    this.#print();
  }

  #print() {
    if (this.#planned === 0)
      return console.log('The tests themselves took longer than the limit; try fewer.');
    this.#list('Survived', this.#of('Survived'));
    this.#list('Reached by no test', this.#of('NoCoverage'));
    const killed = this.#of('Killed', 'Timeout').length;
    const counted = killed + this.#of('Survived', 'NoCoverage').length;
    const share = counted === 0 ? 0 : (100 * killed) / counted;
    console.log(`\nScore: ${share.toFixed(1)} % (${killed} of ${counted} changes noticed).`);
    const ignored = this.#of('Ignored', 'CompileError', 'RuntimeError').length;
    if (ignored > 0)
      console.log(`Not counted, because they act while modules load or do not run: ${ignored}.`);
    const left = this.#planned - this.#results.length;
    if (left > 0) console.log(`Not reached within the time: ${left}.`);
  }

  #of(...statuses) {
    return this.#results.filter(({ status }) => statuses.includes(status));
  }

  #list(title, results) {
    console.log(`\n${title}: ${results.length}`);
    for (const { fileName, location, mutatorName, replacement = '' } of results) {
      const change = replacement.replace(/\s+/g, ' ').slice(0, 80);
      const { line, column } = location.start;
      console.log(`  ${ofCheckout(fileName)}:${line}:${column} ${mutatorName} → ${change}`);
    }
  }
}

function ofCheckout(fileName) {
  const path = fileName.replaceAll('\\', '/');
  const at = path.lastIndexOf('/src/');
  return at < 0 ? path : path.slice(at + 1);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', SurvivorsReporter)];
