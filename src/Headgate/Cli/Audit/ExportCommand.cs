using System.CommandLine;
using System.Globalization;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit export</c>: records for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var format = new Option<string>("--format")
        {
            Description = "json (the records as they are), csv (their main columns) or ocsf (an event of OCSF 1.3 on each line).",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "json",
        };
        format.AcceptOnlyFromAmong("json", "csv", "ocsf");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "File to write; standard output without it.",
            HelpName = "FILE",
        };
        var options = new QueryOptions();
        var data = DataOption.Create();
        var command = new Command("export", "Writes the records that fit as JSON, CSV or OCSF.") { format, output, data };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var folder = parsed.GetRequiredValue(data);
                var reader = new JournalReader(JournalFiles.Of(folder).Folder);
                var records = reader.Read(options.Read(parsed), cancellation);
                var path = parsed.GetValue(output);
                var what = options.Describe(parsed) is { Length: > 0 } only ? $"records ({only})" : "all records";
                await RecordReading.NoteAsync(
                    folder,
                    "operator.audit.export",
                    $"exported {what} as {parsed.GetValue(format)} to {path ?? "standard output"}",
                    terminal,
                    cancellation
                );
                await using var to = path is null ? Console.OpenStandardOutput() : Create(path);
                var count = await (
                    parsed.GetValue(format) switch
                    {
                        "csv" => JournalExport.WriteCsvAsync(records, to, cancellation),
                        "ocsf" => JournalExport.WriteOcsfAsync(records, to, cancellation),
                        _ => JournalExport.WriteJsonAsync(records, to, cancellation),
                    }
                );
                if (path is not null)
                {
                    terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{count:N0} records written to {path}"));
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate audit export --since 2026-11-01 --until 2026-12-01 -o november.json",
            "headgate audit export --format csv --decision denied > denied.csv",
            "headgate audit export --format ocsf --since 2026-11-01 > events.jsonl"
        );
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be written: {error.Message}", error);
        }
    }
}
