using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>Callers who do not wait for their answer.</summary>
public sealed class DepartureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-08", Lacks = "A record may be missing; nothing counts the absence yet.")]
    [Fact]
    public async Task What_a_caller_asked_who_left_before_the_decision_is_not_done_and_not_recorded_as_allowed()
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

        Recorded.Of(server).ShouldNotContain(r => r.Decision == "Allowed");
        Recorded.Of(server, "outcome").ShouldBeEmpty();
        await using (var db = await server.DatabaseAsync())
        {
            (await db.Jobs.FindAsync([project.JobId], Cancellation))!.Name.ShouldBe("Sales nightly");
        }
        (await server.Admin.GetAsync(server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Recorded.IsIntact(server);
    }
}
