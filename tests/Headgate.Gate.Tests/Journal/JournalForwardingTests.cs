using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Headgate.Gate.Journal.Forwarding;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Gate.Tests.Journal;

/// <summary>The record on its way to collectors: what they get, and what they get when they were away.</summary>
public sealed class JournalForwardingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("syslog+udp://logs.example.com", true)]
    [InlineData("syslog+tcp://logs.example.com:601?format=ocsf", true)]
    [InlineData("syslog+tls://[2001:db8::1]:6514", true)]
    [InlineData("otlp+https://user:secret@collector.example.com/v1/logs", true)]
    [InlineData("otlp+http://collector:4318?format=ocsf", false)]
    [InlineData("syslog+tcp://logs.example.com?format=cef", false)]
    [InlineData("https://collector.example.com", false)]
    [InlineData("syslog+tcp://", false)]
    [InlineData("logs.example.com", false)]
    public void An_address_is_understood_or_refused(string address, bool isOne) => ForwardAddress.Is(address).ShouldBe(isOne);

    [Fact]
    public async Task A_collector_gets_every_record_in_order_from_the_moment_that_it_is_named()
    {
        using var journal = new TempJournal();
        await journal.FillAsync(3);
        using var collector = new SyslogCollector();
        await using var writer = journal.Open();
        await using (Start(journal, collector.Address))
        {
            await TempJournal.AppendAsync(writer, "one \"quoted\" ü\n");
            await TempJournal.AppendAsync(writer, "two");
            await collector.UntilAsync(2);
        }
        collector.Notes.ShouldBe(["one \"quoted\" ü\n", "two"], ignoreOrder: false);
        collector.Messages[0].ShouldStartWith("<110>1 20");
        var lines = await File.ReadAllTextAsync(journal.Files[^1], Cancellation);
        lines.ShouldContain(collector.Messages[^1][collector.Messages[^1].IndexOf('{', StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task What_a_collector_missed_is_sent_when_it_is_back_also_after_a_restart()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        int port;
        using (var first = new SyslogCollector())
        {
            port = first.Port;
            await using (Start(journal, first.Address))
            {
                await TempJournal.AppendAsync(writer, "0");
                await first.UntilAsync(1);
            }
        }
        var address = $"syslog+tcp://127.0.0.1:{port}";
        await TempJournal.AppendAsync(writer, "1");
        await using (Start(journal, address))
        {
            // Nobody is there: it waits, and the server goes down.
            await TempJournal.AppendAsync(writer, "2");
        }
        await TempJournal.AppendAsync(writer, "3");
        using var second = new SyslogCollector(port);
        await using (Start(journal, address))
        {
            await second.UntilAsync(3);
        }
        second.Notes.Distinct().ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Datagrams_carry_events_of_OCSF_where_that_is_asked_for()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = $"syslog+udp://127.0.0.1:{((IPEndPoint)socket.Client.LocalEndPoint!).Port}?format=ocsf";
        await using (Start(journal, address))
        {
            await TempJournal.AppendAsync(writer, "seen");
            var text = "";
            while (!text.Contains("seen", StringComparison.Ordinal))
            {
                text = Encoding.UTF8.GetString((await socket.ReceiveAsync(Cancellation)).Buffer);
            }
            var ocsf = JsonElement.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]);
            ocsf.GetProperty("message").GetString().ShouldBe("seen");
            ocsf.GetProperty("metadata").GetProperty("version").GetString().ShouldBe("1.3.0");
        }
    }

    [Fact]
    public async Task A_collector_of_OpenTelemetry_that_answers_with_an_error_gets_it_again()
    {
        using var journal = new TempJournal();
        await using var writer = journal.Open();
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        await using (Start(journal, $"otlp+http://scout:pass%20word@127.0.0.1:{port}"))
        {
            await TempJournal.AppendAsync(writer, "told");
            var refused = await listener.GetContextAsync().WaitAsync(Cancellation);
            refused.Request.Url!.AbsolutePath.ShouldBe("/v1/logs");
            refused.Request.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("scout:pass word"u8));
            refused.Response.StatusCode = 503;
            refused.Response.Close();
            var taken = await listener.GetContextAsync().WaitAsync(Cancellation);
            using var body = await JsonDocument.ParseAsync(taken.Request.InputStream, default, Cancellation);
            taken.Response.Close();
            var record = body.RootElement.GetProperty("resourceLogs")[0].GetProperty("scopeLogs")[0].GetProperty("logRecords")[0];
            record.GetProperty("body").GetProperty("stringValue").GetString().ShouldBe("told", body.RootElement.ToString());
            record.GetProperty("timeUnixNano").GetString()!.Length.ShouldBe(19);
        }
    }

    [Theory]
    [InlineData(
        """{"seq":7,"kind":"decision","decision":"Denied","reason":"area-off","method":"POST","operation":"jobs.trigger","request":"r","from":"10.0.0.1","time":"2026-11-30T10:00:00Z","caller":{"kind":"agent","id":3,"name":"a"},"path":{"account":1,"job":7,"job_name":"Nightly"},"sentence":"s","prev":"p","hash":"h"}""",
        6003,
        1,
        2
    )]
    [InlineData(
        """{"seq":8,"kind":"outcome","status":500,"request":"r","time":"2026-11-30T10:00:00Z","prev":"p","hash":"h"}""",
        6003,
        99,
        2
    )]
    [InlineData(
        """{"seq":9,"kind":"change","operation":"gate.grants.put","time":"2026-11-30T10:00:00Z","sentence":"s","prev":"p","hash":"h"}""",
        3004,
        99,
        null
    )]
    [InlineData("""{"seq":1,"kind":"opened","time":"2026-11-30T10:00:00Z","prev":"p","hash":"h"}""", 0, 99, null)]
    public void An_event_of_OCSF_has_what_its_class_requires(string line, int type, int activity, int? status)
    {
        var ocsf = JsonElement.Parse(OcsfEvent.Of(JournalRecord.TryParse(Encoding.UTF8.GetBytes(line))!).Span);
        ocsf.GetProperty("class_uid").GetInt32().ShouldBe(type);
        ocsf.GetProperty("category_uid").GetInt32().ShouldBe(type / 1000);
        ocsf.GetProperty("activity_id").GetInt32().ShouldBe(activity);
        ocsf.GetProperty("type_uid").GetInt64().ShouldBe((type * 100L) + activity);
        ocsf.GetProperty("time").GetInt64().ShouldBe(1_796_032_800_000);
        ocsf.GetProperty("severity_id").GetInt32().ShouldBeInRange(1, 3);
        ocsf.GetProperty("metadata").GetProperty("product").GetProperty("name").GetString().ShouldBe("Headgate");
        (ocsf.TryGetProperty("status_id", out var found) ? found.GetInt32() : (int?)null).ShouldBe(status);
        if (type == 6003)
        {
            ocsf.GetProperty("api").GetProperty("operation").GetString().ShouldNotBeEmpty();
            ocsf.GetProperty("src_endpoint").ValueKind.ShouldBe(JsonValueKind.Object);
            ocsf.GetProperty("actor").ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }

    private static Forwarding Start(TempJournal journal, string address) => new(journal, address);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The forwarding of a journal while it runs.</summary>
    private sealed class Forwarding : IAsyncDisposable
    {
        private readonly JournalForwarding _service;

        public Forwarding(TempJournal journal, string address)
        {
            var settings = journal.Settings with { Forward = [address] };
            _service = new(settings, new JournalReader(settings.Folder), TimeProvider.System, NullLogger<JournalForwarding>.Instance);
            _service.StartAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        }

        public async ValueTask DisposeAsync()
        {
            await _service.StopAsync(CancellationToken.None);
            _service.Dispose();
        }
    }

    /// <summary>A syslog server by TCP: messages with their lengths before them.</summary>
    private sealed class SyslogCollector : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly List<string> _messages = [];

        public SyslogCollector(int port = 0)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = Task.Run(AcceptAsync);
        }

        public int Port { get; }

        public string Address => $"syslog+tcp://127.0.0.1:{Port}";

        public List<string> Messages
        {
            get
            {
                lock (_messages)
                {
                    return [.. _messages.Where(m => m.Contains(" notice - {", StringComparison.Ordinal))];
                }
            }
        }

        public List<string> Notes =>
            [
                .. Messages.Select(m =>
                    JsonElement.Parse(m[m.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("sentence").GetString()!
                ),
            ];

        public Task UntilAsync(int count) => Until.HoldsAsync(() => Messages.Count >= count, $"{count} messages have come", Cancellation);

        public void Dispose() => _listener.Stop();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _ = Task.Run(() => ReadAsync(client));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The collector goes away.
            }
        }

        private async Task ReadAsync(TcpClient client)
        {
            using (client)
            {
                var stream = client.GetStream();
                var digit = new byte[1];
                while (true)
                {
                    var length = 0;
                    while (await stream.ReadAsync(digit) == 1 && digit[0] != ' ')
                    {
                        length = (length * 10) + (digit[0] - '0');
                    }
                    if (length == 0)
                    {
                        return;
                    }
                    var message = new byte[length];
                    await stream.ReadExactlyAsync(message);
                    lock (_messages)
                    {
                        _messages.Add(Encoding.UTF8.GetString(message));
                    }
                }
            }
        }
    }
}
