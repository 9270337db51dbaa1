using System.Net;
using System.Net.Http.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>What a decision needs cannot be looked up.</summary>
public sealed class LookupFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("SCOPE-37")]
    [Theory]
    [InlineData("GET", "runs/{0}/")]
    [InlineData("POST", "runs/{0}/cancel/")]
    [InlineData("GET", "jobs/{1}/")]
    [InlineData("POST", "jobs/{1}/run/")]
    public async Task A_call_whose_target_cannot_be_looked_up_is_not_done(string method, string path)
    {
        FailingLookup? lookup = null;
        await using var server = await HeadgateServer.StartAsync(also: services =>
        {
            var own = services.Last(s => s.ServiceType == typeof(ITargetLookup));
            services.AddSingleton<ITargetLookup>(provider => lookup = new FailingLookup(provider, own));
        });
        var project = await server.CreateProjectAsync("Sales");
        var run = await project.AddRunAsync(server, RunStatus.Running);
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "runner",
                [
                    .. new[] { "jobs", "runs", "runs.trigger", "runs.cancel" }.Select(c => new NewGrant(c, "full")
                    {
                        ProjectIds = [project.Id],
                    }),
                ]
            ),
            "Bearer"
        );
        _ = server.Services.GetRequiredService<ITargetLookup>();
        var address = server.V2 + string.Format(path, run, project.JobId);

        foreach (var fault in new Exception[] { new TimeoutException("inner words"), new InvalidOperationException("inner words") })
        {
            lookup!.Fault = fault;
            using var refused = await SendAsync(agent, method, address);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            var text = await refused.Content.ReadAsStringAsync(Cancellation);
            text.ShouldContain("cannot look up what the call is about");
            text.ShouldNotContain("inner words");
            Recorded
                .Of(server)
                .Last()
                .ShouldSatisfyAllConditions(r => r.Decision.ShouldBe("Stopped"), r => r.Reason.ShouldBe("facts-unavailable"));
        }
        await using (var db = await server.DatabaseAsync())
        {
            (await db.Runs.SingleAsync(Cancellation)).CancelRequestedAt.ShouldBeNull();
        }
        lookup!.Fault = null;
        using var served = await SendAsync(agent, method, address);
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
        Recorded.IsIntact(server);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string address) =>
        method == "GET"
            ? client.GetAsync(new Uri(address, UriKind.Relative), Cancellation)
            : client.PostAsJsonAsync(address, new { cause = "x" }, Cancellation);

    private sealed class FailingLookup(IServiceProvider services, ServiceDescriptor own) : ITargetLookup
    {
        private readonly ITargetLookup _own = (ITargetLookup)(
            own.ImplementationFactory?.Invoke(services) ?? ActivatorUtilities.CreateInstance(services, own.ImplementationType!)
        );

        public Exception? Fault { get; set; }

        public ValueTask<Target?> FindAsync(TargetKind kind, long accountId, string id, CancellationToken cancellation) =>
            Fault is { } fault ? throw fault : _own.FindAsync(kind, accountId, id, cancellation);
    }
}
