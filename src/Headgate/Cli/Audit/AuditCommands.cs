using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit</c>: the record, read from its files; also when no server runs.</summary>
internal static class AuditCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("audit", "The record: what every caller did and what was decided, in sentences.")
        {
            TailCommand.Build(terminal),
            SearchCommand.Build(terminal),
            VerifyCommand.Build(terminal),
            HeadCommand.Build(terminal),
            ExportCommand.Build(terminal),
        }.WithExamples(
            "headgate audit tail --follow",
            "headgate audit search --agent reader --decision denied --since 2026-11-01",
            "headgate audit verify",
            "headgate audit head > /mnt/elsewhere/head.txt",
            "headgate audit export --format csv > record.csv"
        );
}
