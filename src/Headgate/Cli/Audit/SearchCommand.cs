using System.CommandLine;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit search</c>: the records that fit.</summary>
internal static class SearchCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var options = new QueryOptions();
        var limit = new Option<int>("--limit") { Description = "The newest so many; all without it.", HelpName = "N" };
        var (data, json) = (DataOption.Create(), JsonOption.Create());
        var command = new Command("search", "Shows the records that fit all given options, oldest first.") { limit, json, data };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var reader = new JournalReader(JournalFiles.Of(parsed.GetRequiredValue(data)).Folder);
            var printer = new RecordPrinter(terminal, parsed.GetValue(json));
            var query = options.Read(parsed);
            var found = 0;
            foreach (
                var record in parsed.GetValue(limit) is > 0 and var most
                    ? reader.Newest(query, most, CancellationToken.None)
                    : reader.Read(query, CancellationToken.None)
            )
            {
                printer.Print(record);
                found++;
            }
            if (found == 0 && !parsed.GetValue(json))
            {
                terminal.Error("No record fits.");
            }
            return ExitCode.Done;
        });
        return command.WithExamples(
            "headgate audit search --agent reader --decision denied",
            "headgate audit search --operation 'jobs.*' --project 10 --since 2026-11-24",
            "headgate audit search --text 'Nightly build' --json"
        );
    }
}
