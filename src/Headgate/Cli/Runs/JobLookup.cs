using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Runs;

/// <summary>Finds the job that a person named by its number or by its name.</summary>
internal static class JobLookup
{
    /// <summary>The job's id and name.</summary>
    /// <exception cref="CommandFailure">None has that name, or several have.</exception>
    public static async Task<(long Id, string Name)> FindAsync(PlatformApi api, string job, CancellationToken cancellation)
    {
        if (long.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            var found = await api.GetAsync("v2", $"jobs/{id}/", cancellation);
            return (id, found["name"]?.ToString() ?? job);
        }
        var named = new List<JsonNode>();
        for (var offset = 0; ; offset += 100)
        {
            var page = (JsonArray)await api.GetAsync("v2", $"jobs/?limit=100&offset={offset}", cancellation);
            named.AddRange(
                page.OfType<JsonNode>().Where(j => string.Equals(j["name"]?.ToString(), job, StringComparison.OrdinalIgnoreCase))
            );
            if (page.Count < 100)
            {
                break;
            }
        }
        return named switch
        {
            [var one] => ((long)one["id"]!, one["name"]!.ToString()),
            [] => throw new CommandFailure($"No job is named \"{job}\"; 'headgate runs' shows the jobs that ran."),
            _ => throw new CommandFailure(
                $"Several jobs are named \"{job}\" ({string.Join(", ", named.Select(j => j["id"]))}): name one by its number."
            ),
        };
    }
}
