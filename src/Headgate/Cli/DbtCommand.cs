using System.CommandLine;
using Headgate.Dbt;
using Headgate.Dbt.Commands;
using Headgate.Metrics.Exports;

namespace Headgate.Cli;

/// <summary><c>headgate dbt ARGS…</c>: the embedded engine with dbt's own command line. Its arguments are handed over untouched.</summary>
internal static class DbtCommand
{
    /// <summary>The word after which everything belongs to dbt.</summary>
    public const string Name = "dbt";

    /// <summary>The entry in the help of the root; the arguments themselves never come this way.</summary>
    public static Command Build() =>
        new Command(Name, "The embedded engine, with dbt's own commands, flags, exit codes and artifacts.")
        {
            new Argument<string[]>("ARGS")
            {
                Description = "As dbt takes them; 'headgate dbt --help' shows them.",
                Arity = ArgumentArity.ZeroOrMore,
            },
        }.WithExamples(
            "headgate dbt build --project-dir samples/orchard-shop --profiles-dir samples/orchard-shop",
            "headgate dbt ls --select +fct_orders"
        );

    /// <summary>Runs dbt with arguments as they came.</summary>
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellation) =>
        DbtCommandLine.RunAsync(arguments, DbtProcess.Current with { SavedQueries = new SavedQuerySql() }, cancellation);
}
