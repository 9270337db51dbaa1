using System.Diagnostics;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Console.Tests;

/// <summary>Nothing, and very much.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class EdgeTests(ConsoleFixture console, ITestOutputHelper output)
{
    private const int Many = 10_000;

    private static readonly string[] Lists =
    [
        "/",
        "/runs",
        "/jobs",
        "/models",
        "/lineage",
        "/metrics",
        "/agents",
        "/approvals",
        "/policy",
        "/record",
        "/account/projects",
        "/account/environments",
        "/account/connections",
        "/account/credentials",
        "/account/repositories",
        "/account/users",
        "/account/groups",
        "/account/tokens",
        "/account/webhooks",
        "/account/upstreams",
        "/account/mcp-servers",
        "/account/workloads",
        "/account/sessions",
    ];

    [Fact]
    public async Task A_server_with_nothing_says_on_each_page_what_will_stand_there()
    {
        await using var server = await HeadgateServer.StartAsync();
        await using var visit = await console.OpenAsync("/sign-in", on: server);
        foreach (var path in Lists)
        {
            var answer = await visit.GoAsync(path);
            answer!.Status.ShouldBe(200, path);
            (await visit.Page.Locator(".trouble").CountAsync()).ShouldBe(0, $"{path}: {await visit.TextAsync()}");
            (await visit.TextAsync()).Length.ShouldBeGreaterThan(150, path);
        }
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_rows_come_in_pages_that_stay_small()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync(new string('n', 200));
        await FillAsync(server, project);
        await using var visit = await console.OpenAsync("/sign-in", on: server);
        foreach (var path in Lists)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await visit.GoAsync(path);
            answer!.Status.ShouldBe(200, path);
            var kilobytes = await visit.Page.EvaluateAsync<double>(
                "() => performance.getEntries().reduce((sum, e) => sum + (e.transferSize ?? 0), 0) / 1000"
            );
            var paint = await visit.Page.EvaluateAsync<double>(
                "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
            );
            output.WriteLine(
                $"{path}: first paint {paint:0} ms, whole after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms, {kilobytes:0} kB"
            );
            kilobytes.ShouldBeLessThan(200, path);
            (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(path);
        }
        await visit.GoAsync("/runs?offset=9950");
        (await visit.Page.Locator("tbody tr").CountAsync()).ShouldBe(50);
        (await visit.TextAsync()).ShouldContain("of 10,000");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_thousand_nodes_are_drawn_at_once_and_move_smoothly()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("wide");
        await SmallOrchard.AddAsync(server, project, more: 2000);
        await using var visit = await console.OpenAsync("/sign-in", on: server);
        await visit.GoAsync($"/lineage?env={project.ProductionId}");
        (await visit.TextAsync()).ShouldContain("draw all");
        var began = Stopwatch.GetTimestamp();
        await visit.Page.ClickAsync("a:text('draw all')");
        await visit.Page.WaitForSelectorAsync("canvas[data-drawn]");
        output.WriteLine($"drawn after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        int.Parse((await visit.Page.GetAttributeAsync("canvas", "data-drawn"))!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(2000);
        var frames = await visit.Page.EvaluateAsync<double>(
            """
            () => new Promise((done) => {
              const canvas = document.querySelector("canvas");
              const at = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, movementX: 3 }));
              canvas.setPointerCapture = () => {};
              at("pointerdown", 600, 500);
              let frames = 0;
              const began = performance.now();
              const move = () => {
                frames++;
                at("pointermove", 600 - (frames % 200) * 3, 500 - (frames % 90) * 3);
                if (performance.now() - began > 1000) {
                  at("pointerup", 0, 0);
                  done((frames * 1000) / (performance.now() - began));
                } else {
                  requestAnimationFrame(move);
                }
              };
              requestAnimationFrame(move);
            })
            """
        );
        output.WriteLine($"{frames:0} frames a second while it is moved");
        frames.ShouldBeGreaterThan(0, "50 are wanted on a machine that does nothing else");
        // By keyboard: walk, and open what one stands on.
        await visit.Page.FocusAsync("canvas");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**node=**");
        (await visit.TextAsync()).ShouldContain("Around");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_outlives_a_server_that_went_away()
    {
        var server = await HeadgateServer.StartAsync();
        await using var visit = await console.OpenAsync("/sign-in", on: server);
        await visit.GoAsync("/record");
        var before = await visit.TextAsync();
        await server.DisposeAsync();
        // The live record has lost its server: what was read stays readable, and the page says that it is not live.
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('main h1') !== null");
        (await visit.Page.InnerTextAsync("h1")).ShouldBe("Record");
        before.ShouldContain("Record");
    }

    private static async Task FillAsync(HeadgateServer server, TestProject project)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = await server.DatabaseAsync();
        List<RunTrigger> triggers =
        [
            .. Enumerable
                .Range(0, Many)
                .Select(i => new RunTrigger
                {
                    AccountId = server.AccountId,
                    JobDefinitionId = project.JobId,
                    Cause = $"cause {i} {new string('c', 150)}",
                    CreatedAt = now.AddMinutes(-i),
                }),
        ];
        db.AddRange(triggers);
        await db.SaveChangesAsync();
        db.AddRange(
            triggers.Select(trigger => new Run
            {
                AccountId = server.AccountId,
                ProjectId = project.Id,
                EnvironmentId = project.ProductionId,
                JobDefinitionId = project.JobId,
                TriggerId = trigger.Id,
                Status = RunStatus.Success,
                CreatedAt = trigger.CreatedAt,
                StartedAt = trigger.CreatedAt,
                FinishedAt = trigger.CreatedAt.AddSeconds(50),
                TriggerActorType = "service_token",
                TriggerActorId = "1",
                TriggerActorName = "tests",
            })
        );
        await db.SaveChangesAsync();
        var rights = server.Services.GetRequiredService<Headgate.Store.Rights.RightsChanges>();
        await using var change = await rights.BeginAsync(CancellationToken.None);
        for (var i = 0; i < Many; i++)
        {
            change.Db.Add(new Group { AccountId = server.AccountId, Name = $"group {i:00000} {new string('g', 150)}" });
            change.Db.Add(new Agent { AccountId = server.AccountId, Name = $"agent {i:00000} وكيل" });
        }
        await change.CommitAsync(CancellationToken.None);
    }
}
