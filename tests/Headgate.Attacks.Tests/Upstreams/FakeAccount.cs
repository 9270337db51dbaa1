using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>
/// An account elsewhere that plays by the rules unless a script says otherwise: account 70001 with projects 10 and 20 of the threat model. It writes its answers itself, so that it
/// can also write what no server would.
/// </summary>
internal sealed class FakeAccount : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public FakeAccount(long account = 70001)
    {
        Account = account;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public long Account { get; }

    /// <summary>Answers in place of the rules; null to play by them.</summary>
    public Func<SeenRequest, Reply?> Script { get; set; } = _ => null;

    /// <summary>Everything that was sent.</summary>
    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string A => $"/api/v2/accounts/{Account}";

    public string Job(long id, string more = "") =>
        (
            id == 2000
                ? Job(id, 20, 200, "Payroll build", more)
                : Job(id, 10, id == 1001 ? 101 : 100, id == 1001 ? "Staging build" : "Nightly build", more)
        );

    public string Job(long id, long project, long environment, string name, string more = "") =>
        $$"""{"id":{{id}},"account_id":{{Account}},"project_id":{{project}},"environment_id":{{environment}},"name":"{{name}}","execute_steps":["dbt build"],"state":1{{more}}}""";

    public string Run(long id, string more = "") => id == 6000 ? Run(id, 2000, 20, 200, more) : Run(id, 1000, 10, 100, more);

    public string Run(long id, long job, long project, long environment, string more = "") =>
        $$"""{"id":{{id}},"account_id":{{Account}},"project_id":{{project}},"environment_id":{{environment}},"job_definition_id":{{job}},"job_id":{{job}},"trigger_id":1,"status":10,"blocked_by":[]{{more}}}""";

    public string Project(long id) =>
        $$"""{"id":{{id}},"account_id":{{Account}},"name":"{{(id == 10 ? "Sales" : "Payroll")}}","state":1}""";

    public string Environment(long id) =>
        $$"""{"id":{{id}},"account_id":{{Account}},"project_id":{{(id == 200 ? 20 : 10)}},"name":"{{(id == 101 ? "Staging" : "Production")}}","state":1}""";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    /// <summary>What the rules answer.</summary>
    public Reply ByTheRules(SeenRequest request)
    {
        var parts = request.Path.Trim('/').Split('/');
        if (request.Path.TrimEnd('/') == "/api/v3/accounts")
        {
            return Reply.Page([$$"""{"id":{{Account}},"name":"Elsewhere"}"""], 1);
        }
        if (parts.Length < 5 || parts[3] != Account.ToString(CultureInfo.InvariantCulture))
        {
            return NotFound;
        }
        return (parts[4], parts.Length) switch
        {
            ("jobs", 5) when request.Method == "POST" => Reply.Data(Job(1002, 10, 100, "Made"), 201),
            ("jobs", 5) => List(request, [Job(1000), Job(1001), Job(2000)]),
            ("runs", 5) => List(request, [Run(5000), Run(5001), Run(6000)]),
            ("projects", 5) => List(request, [Project(10), Project(20)]),
            ("environments", 5) => List(request, [Environment(100), Environment(101), Environment(200)]),
            ("jobs", 6) when long.Parse(parts[5], CultureInfo.InvariantCulture) is 1000 or 1001 or 2000 => Reply.Data(
                Job(long.Parse(parts[5], CultureInfo.InvariantCulture))
            ),
            ("runs", 6) when long.Parse(parts[5], CultureInfo.InvariantCulture) is 5000 or 5001 or 6000 => Reply.Data(
                Run(long.Parse(parts[5], CultureInfo.InvariantCulture))
            ),
            ("projects", 6) when parts[5] is "10" or "20" => Reply.Data(Project(long.Parse(parts[5], CultureInfo.InvariantCulture))),
            ("environments", 6) when parts[5] is "100" or "101" or "200" => Reply.Data(
                Environment(long.Parse(parts[5], CultureInfo.InvariantCulture))
            ),
            ("jobs", 7) when parts[6] == "run" => Reply.Data(Run(5002, long.Parse(parts[5], CultureInfo.InvariantCulture), 10, 100)),
            ("runs", 7) when parts[6] == "cancel" => Reply.Data(Run(long.Parse(parts[5], CultureInfo.InvariantCulture))),
            ("runs", 7) when parts[6] == "artifacts" => Reply.Data("""["manifest.json","run_results.json"]"""),
            ("runs", > 7) when parts[6] == "artifacts" => Reply.Of(200, """{"nodes":{}}"""),
            _ => NotFound,
        };
    }

    public static Reply NotFound { get; } =
        Reply.Of(404, """{"status":{"code":404,"is_success":false,"user_message":"Not found.","developer_message":""},"data":null}""");

    private Reply List(SeenRequest request, IReadOnlyList<string> rows)
    {
        var query = HttpUtility.ParseQueryString(request.Query);
        var fitting = rows.Where(r =>
                Fits(r, query["project_id"], "project_id")
                && Fits(r, query["project_id__in"], "project_id")
                && Fits(r, query["environment_id"], "environment_id")
                && Fits(r, query["job_definition_id"], "job_definition_id")
            )
            .ToList();
        var (limit, offset) = (Number(query["limit"], 100), Number(query["offset"], 0));
        return Reply.Page([.. fitting.Skip(offset).Take(limit)], fitting.Count);

        static bool Fits(string row, string? wanted, string name) =>
            wanted is null || wanted.Trim('[', ']').Split(',').Any(id => row.Contains($"\"{name}\":{id},", StringComparison.Ordinal));

        static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                Seen.Enqueue(request);
                var reply = Script(request) ?? ByTheRules(request);
                await reply.Write(stream, _stop.Token);
                if (reply.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The other side has gone, or the test is over.
        }
    }

    private async Task<SeenRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }
            head.Add(one[0]);
        }
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var length = lines
            .Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.Parse(l.Split(':')[1], CultureInfo.InvariantCulture))
            .FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var first = lines[0].Split(' ');
        return new SeenRequest(first[0], first[1], lines[1..], body);
    }

    private static bool EndsHead(List<byte> bytes) =>
        bytes.Count >= 4 && bytes[^4] == '\r' && bytes[^3] == '\n' && bytes[^2] == '\r' && bytes[^1] == '\n';
}
