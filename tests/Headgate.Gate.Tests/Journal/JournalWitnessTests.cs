using System.Net;
using System.Net.Sockets;
using System.Text;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Testing;

namespace Headgate.Gate.Tests.Journal;

/// <summary>Witnesses outside of the data folder: what they get, and what they are worth against each attack on the journal and on themselves.</summary>
public sealed class JournalWitnessTests
{
    [Fact]
    public async Task A_witness_file_gets_every_checkpoint_and_agrees()
    {
        using var journal = new TempJournal();
        var witness = Watched(journal);
        await journal.FillAsync(5);
        await journal.FillAsync(5);
        var lines = await File.ReadAllLinesAsync(witness);
        lines.Length.ShouldBe(journal.Records().Count(r => r.Kind == "checkpoint"));
        lines.ShouldAllBe(l => JournalHead.TryParse(l) != null);
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public async Task An_older_copy_of_journal_and_keys_is_found_and_the_server_does_not_start_on_it()
    {
        using var journal = new TempJournal();
        Watched(journal);
        await journal.FillAsync(5);
        using var old = journal.Copy();
        await journal.FillAsync(5);
        old.Verify().Breaks.Single().Kind.ShouldBe(BreakKind.CutTail);
        Should.Throw<JournalDamagedException>(() => old.Open()).Message.ShouldContain("an older copy was put back");
    }

    [Attack("AUD-34")]
    [Fact]
    public async Task A_journal_that_is_gone_with_its_keys_is_found_and_no_new_one_is_begun_in_silence()
    {
        using var journal = new TempJournal();
        Watched(journal);
        await journal.FillAsync(5);
        Directory.Delete(journal.Settings.Folder, recursive: true);
        Directory.Delete(journal.Settings.KeysFolder, recursive: true);
        journal.Verify().Verdict.ShouldBe(Verdict.Broken);
        Should.Throw<JournalDamagedException>(() => journal.Open()).Message.ShouldContain("the journal or its keys are gone");
    }

    [Fact]
    public async Task A_journal_written_anew_with_its_own_key_does_not_fit_its_witness()
    {
        using var journal = new TempJournal();
        var witness = Watched(journal);
        await journal.FillAsync(5);
        using var forged = new TempJournal();
        await forged.FillAsync(9);
        forged.Settings = forged.Settings with { Witnesses = [witness] };
        forged.Verify().Breaks.Single().Kind.ShouldBe(BreakKind.AnotherJournal);
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task A_witness_that_is_missing_emptied_cut_or_edited_is_never_called_intact()
    {
        using var journal = new TempJournal();
        var witness = Watched(journal);
        await journal.FillAsync(5);
        await journal.FillAsync(5);
        var good = await File.ReadAllLinesAsync(witness);
        await SaysAsync(null, "is missing or cannot be read");
        await SaysAsync([], "holds no head");
        await SaysAsync(good[..1], "it was cut, or does not keep what it gets");
        await SaysAsync([.. good[..^1], good[^1].Replace(':', ';')], "is no head");
        await SaysAsync([.. good[..^1], (JournalHead.TryParse(good[^1])! with { Hash = new string('a', 64) }).ToString()], "was edited");
        await File.WriteAllLinesAsync(witness, good);
        journal.Verify().Verdict.ShouldBe(Verdict.Intact);

        async Task SaysAsync(string[]? lines, string what)
        {
            if (lines is null)
            {
                File.Delete(witness);
            }
            else
            {
                await File.WriteAllLinesAsync(witness, lines);
            }
            var report = journal.Verify();
            report.Verdict.ShouldBe(Verdict.Unvouched, what);
            report.Doubts.ShouldContain(d => d.Contains(what), what);
        }
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task A_witness_that_cannot_be_written_is_an_alarm_and_stops_nothing()
    {
        using var journal = new TempJournal();
        var folder = Path.Combine(journal.Root, "unmounted");
        journal.Settings = journal.Settings with
        {
            Witnesses = [Path.Combine(folder, "heads")],
            WitnessRetry = TimeSpan.FromMilliseconds(1),
        };
        await using (var writer = journal.Open())
        {
            await TempJournal.UntilAsync(() => journal.Records().Any(r => r is { Kind: "witness", Reason: "failing" }));
            await TempJournal.AppendAsync(writer, "served", Durability.Synced);
            Directory.CreateDirectory(folder);
        }
        journal.Records().Count(r => r is { Kind: "witness", Reason: "failing" }).ShouldBe(1);
        (await File.ReadAllLinesAsync(Path.Combine(folder, "heads"))).ShouldNotBeEmpty();
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task An_address_gets_each_head_as_a_line_and_again_when_it_failed()
    {
        using var journal = new TempJournal();
        using var listener = Listener(out var address);
        journal.Settings = journal.Settings with { Witnesses = [address], WitnessRetry = TimeSpan.FromMilliseconds(1) };
        List<string> got = [];
        var answers = new Queue<int>([500, 302, 200]);
        var serving = Task.Run(async () =>
        {
            while (answers.TryDequeue(out var status))
            {
                var call = await listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream);
                got.Add(await reader.ReadToEndAsync());
                call.Response.StatusCode = status;
                call.Response.Close();
            }
        });
        await using var writer = journal.Open();
        await serving.WaitAsync(TimeSpan.FromSeconds(20));
        got.Count.ShouldBe(3);
        got.Distinct().Count().ShouldBe(1);
        journal.VerifyAgainst(JournalHead.TryParse(got[0])!).Breaks.ShouldBeEmpty();
        listener.Stop();
    }

    [Attack("AUD-35")]
    [Fact]
    public async Task An_address_that_never_answers_delays_no_record()
    {
        using var journal = new TempJournal();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        journal.Settings = journal.Settings with
        {
            Witnesses = [$"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"],
            CheckpointEvery = 1,
        };
        await journal.FillAsync(50);
        journal.Verify().Breaks.ShouldBeEmpty();
        journal.Records().Count(r => r.Kind == "notice").ShouldBe(50);
    }

    [Fact]
    public async Task The_systems_log_gets_each_head()
    {
        if (OperatingSystem.IsWindows())
        {
            Prerequisite.Missing("Datagram sockets in the file system are those of Unix, and this is Windows.");
        }
        using var journal = new TempJournal();
        var path = Path.Combine(journal.Root, "log.socket");
        using var log = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        log.Bind(new UnixDomainSocketEndPoint(path));
        journal.Settings = journal.Settings with { Witnesses = ["syslog:" + path] };
        await journal.FillAsync(1);
        var buffer = new byte[2048];
        var message = Encoding.ASCII.GetString(buffer, 0, log.Receive(buffer));
        message.ShouldStartWith("<109>headgate[");
        JournalHead.TryParse(message[message.IndexOf("headgate-head", StringComparison.Ordinal)..]).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_record_is_signed_within_the_time_that_is_set_though_few_are_written()
    {
        using var journal = new TempJournal();
        var witness = Watched(journal);
        journal.Settings = journal.Settings with
        {
            CheckpointWithin = TimeSpan.FromMilliseconds(50),
            AnchorEvery = TimeSpan.FromMilliseconds(20),
        };
        await using var writer = journal.Open();
        var number = await TempJournal.AppendAsync(writer, "alone");
        await TempJournal.UntilAsync(() =>
            File.Exists(witness) && File.ReadAllLines(witness).Any(l => JournalHead.TryParse(l)?.Sequence >= number)
        );
        var records = journal.Records().Count;
        await TempJournal.UntilAsync(() => journal.Verify().AnchoredSequence == records);
        journal.Records().Count.ShouldBe(records, "a checkpoint calls for no other");
    }

    private static string Watched(TempJournal journal)
    {
        var witness = Path.Combine(journal.Root, "witness");
        journal.Settings = journal.Settings with { Witnesses = [witness] };
        return witness;
    }

    private static HttpListener Listener(out string address)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/heads/";
        probe.Stop();
        var listener = new HttpListener();
        listener.Prefixes.Add(address);
        listener.Start();
        return listener;
    }
}
