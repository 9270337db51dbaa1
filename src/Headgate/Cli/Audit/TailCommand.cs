using System.CommandLine;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit tail</c>: the newest records, and with <c>--follow</c> those that come.</summary>
internal static class TailCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var count = new Option<int>("--lines", "-n")
        {
            Description = "How many records, at most 100000.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 100_000)
            {
                result.AddError("--lines must be a number from 0 to 100000.");
            }
        });
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with each new record, until interrupted." };
        var all = new Option<bool>("--all") { Description = "Show outcomes and checkpoints too." };
        var (data, json) = (DataOption.Create(), JsonOption.Create());
        var command = new Command("tail", "Shows the newest records, oldest of them first.") { count, follow, all, json, data };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var reader = new JournalReader(JournalFiles.Of(parsed.GetRequiredValue(data)).Folder);
                var printer = new RecordPrinter(terminal, parsed.GetValue(json));
                var query = new JournalQuery { StoryOnly = !parsed.GetValue(all) };
                var newest = reader.Newest(query, parsed.GetValue(count), cancellation);
                newest.ForEach(printer.Print);
                if (!parsed.GetValue(follow))
                {
                    if (newest.Count == 0 && !parsed.GetValue(json))
                    {
                        terminal.Line("Nothing is recorded yet.");
                    }
                    return ExitCode.Done;
                }
                var last = newest.Count > 0 ? newest[^1].Record.Sequence : LastOf(reader, cancellation);
                await foreach (var record in reader.FollowAsync(query with { After = last }, TimeProvider.System, cancellation))
                {
                    printer.Print(record);
                    await terminal.Output.FlushAsync(cancellation);
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate audit tail", "headgate audit tail --follow --data /var/lib/headgate");
    }

    private static long LastOf(JournalReader reader, CancellationToken cancellation) =>
        reader.Newest(new JournalQuery(), 1, cancellation) is [var last] ? last.Record.Sequence : 0;
}
