using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Accounts;
using Headgate.Cli.Terminals;
using Headgate.Cli.Up;
using Headgate.Operating;

namespace Headgate.Cli.Audit;

/// <summary>Who takes the record out or checks it stands in the record too: by the server that runs, else at its next start.</summary>
internal static class RecordReading
{
    /// <summary>Notes a reading. One that cannot be noted is done nevertheless, and said to be unrecorded: whoever can read the files needs no command.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="reading">The command, such as <c>operator.audit.export</c>.</param>
    /// <param name="did">The rest of a sentence that starts with the operator.</param>
    /// <param name="terminal">Where it is said that nothing could be noted.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task NoteAsync(string data, string reading, string did, Terminal terminal, CancellationToken cancellation)
    {
        var folder = new DataFolder(data);
        var request = new JsonObject
        {
            ["act"] = OperatorActs.ReadRecord,
            ["reading"] = reading,
            ["did"] = did,
        };
        if (ServerState.Living(folder) is not null)
        {
            try
            {
                await OperatorAccess.AskServerAsync(folder, request, cancellation);
                return;
            }
            catch (CommandFailure)
            {
                // It stops, has no socket, or cannot write its record: the next start finds the note.
            }
        }
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        request["operator"] = Environment.UserName;
        request["did"] = $"{did}, at {time} UTC while no server could record it";
        if (!new UnrecordedActs(folder.Root).TryAdd(request))
        {
            terminal.Error($"Note: that the record was read could not be noted in {folder.Root}, which this user cannot write.");
        }
    }
}
