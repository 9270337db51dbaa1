using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Store.Secrets;

namespace Headgate.Operating;

/// <summary>
/// What was done at the machine while no server ran that could record it, as lines of JSON in the data folder. The next start puts them into the record. Only readings of the
/// record are kept so: they change nothing, and to write into a journal that is being examined would change it.
/// </summary>
internal sealed class UnrecordedActs(string dataFolder)
{
    private const int LongestFile = 1 << 20;

    private readonly string _file = Path.Combine(dataFolder, "operator", "unrecorded.jsonl");

    /// <summary>Keeps an act for the next start; false where the folder cannot be written or has too many.</summary>
    public bool TryAdd(JsonObject request)
    {
        try
        {
            PrivateFolder.Create(Path.GetDirectoryName(_file)!);
            using var file = new FileStream(_file, PrivateFolder.NewFile(FileMode.Append));
            if (file.Length > LongestFile)
            {
                return false;
            }
            file.Write(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Puts what was kept into the record, then removes it. A crash between the two records an act twice, never not at all.</summary>
    public async Task RecordAsync(OperatorActs acts, CancellationToken cancellation)
    {
        if (!File.Exists(_file))
        {
            return;
        }
        await foreach (var line in File.ReadLinesAsync(_file, cancellation))
        {
            if (Parse(line) is { } request && (string?)request["act"] == OperatorActs.ReadRecord)
            {
                if ((await acts.DoAsync(request, cancellation))["fault"] is not null)
                {
                    // The record cannot be written now; the next start tries again.
                    return;
                }
            }
        }
        File.Delete(_file);
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            // The last line of a crash, or not ours.
            return null;
        }
    }
}
