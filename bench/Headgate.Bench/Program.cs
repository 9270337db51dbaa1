using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Bench;
using Headgate.Testing;

// GET of a job by id through the whole server (token, decision, record in the journal, envelope) against a bare Kestrel endpoint that reads
// the same row: requests per second of wrk, as a ratio, in turns so that both see the same machine.
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
await using var server = await HeadgateServer.StartAsync();
var project = await server.CreateProjectAsync("Bench");
await using var bare = await BareEndpoint.StartAsync(Path.Combine(server.DataFolder, "headgate.db"));
var agent = await server.CreateAgentAsync("bench", new Headgate.Gate.Agents.NewGrant("jobs", "read"));
var job = new Uri(server.Url, $"{server.V2}jobs/{project.JobId}/");
var row = new Uri(bare.Url, $"/jobs/{project.JobId}");
Console.WriteLine(
    $"warm-up: {Measure(row, null, 3):0} bare, {Measure(job, server.AdminToken, 3):0} token, {Measure(job, agent, 3):0} agent"
);
for (var i = 0; i < rounds; i++)
{
    var (minimal, token, gate) = (Measure(row, null, 5), Measure(job, server.AdminToken, 5), Measure(job, agent, 5));
    Console.WriteLine(
        $"bare {minimal:0} requests/s, with a service token {token:0} ({token / minimal:0.00}), with an agent's key {gate:0} ({gate / minimal:0.00})"
    );
}

static double Measure(Uri url, string? token, int seconds)
{
    var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
    foreach (var argument in (string[])["-t1", "-c16", $"-d{seconds}s", "-H", $"Authorization: Token {token ?? "none"}", url.ToString()])
    {
        start.ArgumentList.Add(argument);
    }
    using var wrk = Process.Start(start)!;
    var output = wrk.StandardOutput.ReadToEnd();
    wrk.WaitForExit();
    if (output.Contains("Non-2xx", StringComparison.Ordinal))
    {
        throw new InvalidOperationException(output);
    }
    return double.Parse(Regex.Match(output, @"Requests/sec:\s+([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
