using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>Callers who do not wait for their answer.</summary>
public sealed class DepartureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-08")]
    [Fact]
    public async Task What_a_caller_asked_who_left_before_the_decision_is_not_done_and_recorded_as_stopped()
    {
        var door = new WaitingDoor();
        await using var server = await HeadgateServer.StartAsync(also: services => services.AddSingleton<IStartupFilter>(door));
        var project = await server.CreateProjectAsync("Sales");
        var body = JsonSerializer.Serialize(
            new
            {
                name = "Renamed by nobody",
                project_id = project.Id,
                environment_id = project.ProductionId,
                execute_steps = new[] { "dbt build" },
            }
        );
        using (var client = await RawHttp.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Url.Port)))
        {
            var request =
                $"POST {server.V2}jobs/{project.JobId}/ HTTP/1.1\r\nHost: x\r\nAuthorization: Token {server.AdminToken}\r\n{WaitingDoor.Header}: 1\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
            await door.Entered.WaitAsync(Cancellation);
        }
        await door.Left.WaitAsync(Cancellation);

        var records = Recorded.Of(server);
        records.Count.ShouldBe(1, string.Join('\n', records.Select(r => $"{r.Decision} {r.Reason}: {r.Sentence}")));
        (records[0].Decision, records[0].Reason, records[0].Operation).ShouldBe(("Stopped", "caller-left", "jobs.update"));
        Recorded.Of(server, "outcome").ShouldBeEmpty();
        await using (var db = await server.DatabaseAsync())
        {
            (await db.Jobs.FindAsync([project.JobId], Cancellation))!.Name.ShouldBe("Sales nightly");
        }
        (await server.Admin.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Recorded.IsIntact(server);
    }

    [Attack("AUD-08")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_who_leaves_right_after_the_head_leaves_a_record_and_nothing_else(bool abruptly)
    {
        var door = new WaitingDoor();
        await using var server = await HeadgateServer.StartAsync(also: services => services.AddSingleton<IStartupFilter>(door));
        var project = await server.CreateProjectAsync("Sales");
        using (var client = await RawHttp.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Url.Port)))
        {
            var head =
                $"POST {server.V2}jobs/{project.JobId}/run/ HTTP/1.1\r\nHost: x\r\nAuthorization: Token {server.AdminToken}\r\n{WaitingDoor.Passing}: 1\r\n"
                + "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
            // A connection that is reset before the server has read the head never carried a call.
            await door.Entered.WaitAsync(Cancellation);
            client.LingerState = new(abruptly, 0);
        }
        await Until.HoldsAsync(() => Recorded.Of(server).Count > 0, "the call is recorded", Cancellation);

        var record = Recorded.Of(server).Single();
        // Whether the server reads the end of the body first or learns of the departure, it has understood nothing that it could do.
        (record.Decision, record.Reason).ShouldBeOneOf(("Stopped", "caller-left"), ("Refused", "framing"));
        Recorded.Of(server, "outcome").ShouldBeEmpty();
        await using var db = await server.DatabaseAsync();
        (await db.Runs.CountAsync(Cancellation)).ShouldBe(0);
        Recorded.IsIntact(server);
    }
}
