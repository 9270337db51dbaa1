using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Cli.Audit;

/// <summary><c>headgate audit head</c>: the newest signed head, to be kept where nobody reaches it through this machine.</summary>
internal static class HeadCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (data, json) = (DataOption.Create(), JsonOption.Create());
        var command = new Command(
            "head",
            "Prints the record's newest signed head, to be kept elsewhere: 'audit verify --against' takes it."
        )
        {
            json,
            data,
        };
        command.SetAction(parsed =>
        {
            var settings = JournalFiles.Of(parsed.GetRequiredValue(data));
            var head =
                JournalHeads.Newest(settings)
                ?? throw new CommandFailure($"The record in {settings.Folder} has no signed checkpoint yet: start the server once.");
            if (parsed.GetValue(json))
            {
                terminal.Line(Json(head).ToJsonString(JsonOption.Format));
                return ExitCode.Done;
            }
            var time = head.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            terminal.Line($"# Headgate's record up to {head.Sequence}, signed {time} UTC by key {head.Key}, hash {head.Hash}");
            terminal.Line(head.ToString());
            return ExitCode.Done;
        });
        return command.WithExamples("headgate audit head", "headgate audit head --data /var/lib/headgate > /mnt/elsewhere/head.txt");
    }

    private static JsonObject Json(JournalHead head) =>
        new()
        {
            ["journal"] = head.Journal,
            ["seq"] = head.Sequence,
            ["hash"] = head.Hash,
            ["time"] = head.Time.UtcDateTime,
            ["key"] = head.Key,
            ["signature"] = head.Signature,
            ["head"] = head.ToString(),
        };
}
