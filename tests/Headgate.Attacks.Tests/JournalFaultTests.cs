using System.Net;
using System.Net.Http.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>The disk under the record fails: nothing passes that is not recorded, and the gap is told of afterwards.</summary>
public sealed class JournalFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-03")]
    [Fact]
    public Task While_the_disk_is_full_nothing_is_served_and_the_gap_is_told_of_afterwards() => FaultAsync("No space left on device");

    [Attack("AUD-05")]
    [Fact]
    public Task While_the_disk_is_read_only_nothing_is_served_and_the_gap_is_told_of_afterwards() => FaultAsync("Read-only file system");

    [Attack("AUD-04")]
    [Fact]
    public async Task A_change_whose_record_may_be_lost_is_refused_and_the_next_ones_are_served()
    {
        using var disk = new FaultyDisk();
        await using var server = await StartAsync(disk);
        var (agent, project) = await AgentAsync(server);
        disk.FailOneFlush();
        (await ChangeAsync(server, agent, project, "Unsure")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await ServedAgainAsync(async () => await ReadAsync(server, agent, project));
        (await ChangeAsync(server, agent, project, "Sure")).ShouldBe(HttpStatusCode.OK);
        var records = Records(server);
        records.ShouldContain(r => r.Kind == "recovered");
        Verify(server);
        (await NameAsync(server, project)).ShouldBe("Sure");
    }

    [Attack("AUD-03")]
    [Fact]
    public async Task While_the_disk_is_full_no_artifact_leaves()
    {
        using var disk = new FaultyDisk();
        await using var server = await StartAsync(disk);
        var (_, project) = await AgentAsync(server);
        var run = await project.AddRunAsync(server, RunStatus.Success);
        await server.AddArtifactAsync(run, 1000);
        var path = $"{server.V2}runs/{run}/artifacts/manifest.json";
        disk.Fault = "No space left on device";
        using (var answer = await server.Admin.GetAsync(path, Cancellation))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        disk.Fault = null;
        await ServedAgainAsync(async () => (await server.Admin.GetAsync(path, Cancellation)).StatusCode);
        Verify(server);
    }

    [Attack("AUD-06")]
    [Fact]
    public async Task Changes_wait_for_a_slow_disk_and_share_its_flushes()
    {
        using var disk = new FaultyDisk();
        await using var server = await StartAsync(disk, settings => settings with { PatienceWithDisk = TimeSpan.FromMinutes(2) });
        var (agent, project) = await AgentAsync(server);
        var before = disk.Flushes;
        disk.Hold();
        var waiting = Enumerable.Range(0, 20).Select(_ => ChangeAsync(server, agent, project, "Slow")).ToList();
        await Until.HoldsAsync(() => disk.Flushes > before, "the first changes reach the disk", Cancellation);
        waiting.ShouldAllBe(w => !w.IsCompleted, "a change waits until its record is on the disk");
        disk.Release();
        (await Task.WhenAll(waiting)).ShouldAllBe(s => s == HttpStatusCode.OK);
        Records(server).Count(r => r.Operation == "jobs.update" && r.Kind == "decision").ShouldBe(20);
        // Decisions and outcomes of twenty calls: one flush serves all who wait for it.
        (disk.Flushes - before).ShouldBeLessThan(40);
        Verify(server);
    }

    [Attack("AUD-06")]
    [Fact]
    public async Task A_change_is_refused_when_the_disk_does_not_answer()
    {
        using var disk = new FaultyDisk();
        await using var server = await StartAsync(disk, settings => settings with { PatienceWithDisk = TimeSpan.FromSeconds(3) });
        var (agent, project) = await AgentAsync(server);
        disk.Hold();
        (await ChangeAsync(server, agent, project, "Never")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        disk.Release();
        await ServedAgainAsync(async () => await ReadAsync(server, agent, project));
        (await NameAsync(server, project)).ShouldBe("Sales nightly");
        Verify(server);
    }

    private static async Task FaultAsync(string fault)
    {
        using var disk = new FaultyDisk();
        await using var server = await StartAsync(disk);
        var (agent, project) = await AgentAsync(server);
        (await ReadAsync(server, agent, project)).ShouldBe(HttpStatusCode.OK);
        disk.Fault = fault;
        (await ReadAsync(server, agent, project)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ChangeAsync(server, agent, project, "Unrecorded")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await server.Admin.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using (var ready = await server.Admin.GetAsync("/readyz", Cancellation))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain(fault);
        }
        disk.Fault = null;
        await ServedAgainAsync(async () => await ReadAsync(server, agent, project));
        (await server.Admin.GetAsync("/readyz", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = Records(server).Single(r => r.Kind == "recovered").Sentence!;
        told.ShouldStartWith("Recording was impossible from");
        told.ShouldContain("calls were refused");
        (await NameAsync(server, project)).ShouldBe("Sales nightly");
        Verify(server);
    }

    private static Task<HeadgateServer> StartAsync(FaultyDisk disk, Func<JournalSettings, JournalSettings>? change = null)
    {
        var folder = "";
        return HeadgateServer.StartAsync(
            settings =>
            {
                folder = settings.DataFolder;
                return settings;
            },
            services =>
            {
                services.AddSingleton(disk.Disk);
                if (change is not null)
                {
                    services.AddSingleton(change(JournalSettings.ForData(folder)));
                }
            }
        );
    }

    private static async Task<(HttpClient Agent, TestProject Project)> AgentAsync(HeadgateServer server)
    {
        var project = await server.CreateProjectAsync("Sales");
        var key = await server.CreateAgentAsync("worker", new NewGrant("jobs", "full"));
        return (server.ClientFor(key, "Bearer"), project);
    }

    private static async Task<HttpStatusCode> ReadAsync(HeadgateServer server, HttpClient agent, TestProject project)
    {
        using var answer = await agent.GetAsync($"{server.V2}jobs/{project.JobId}/", Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> ChangeAsync(HeadgateServer server, HttpClient agent, TestProject project, string name)
    {
        var body = new
        {
            name,
            project_id = project.Id,
            environment_id = project.ProductionId,
            execute_steps = new[] { "dbt build" },
            account_id = server.AccountId,
            state = 1,
            execution = new { timeout_seconds = 0 },
            generate_docs = false,
            run_generate_sources = false,
            settings = new { threads = 4, target_name = "default" },
            triggers = new { github_webhook = false, schedule = false },
        };
        using var answer = await agent.PostAsJsonAsync($"{server.V2}jobs/{project.JobId}/", body, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<string> NameAsync(HeadgateServer server, TestProject project)
    {
        await using var db = await server.DatabaseAsync();
        return (await db.Jobs.FindAsync([project.JobId], Cancellation))!.Name;
    }

    private static async Task ServedAgainAsync(Func<Task<HttpStatusCode>> call)
    {
        var last = default(HttpStatusCode);
        await Until.HoldsAsync(
            async () => (last = await call()) == HttpStatusCode.OK,
            () => $"calls are served when the disk is good again; the last was answered {last}",
            Cancellation
        );
    }

    private static List<JournalRecord> Records(HeadgateServer server) =>
        [
            .. new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
                .Read(new JournalQuery(), Cancellation)
                .Select(r => r.Record),
        ];

    private static void Verify(HeadgateServer server) =>
        JournalVerifier.Verify(JournalSettings.ForData(server.DataFolder), null, Cancellation).Breaks.ShouldBeEmpty();
}
