using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Wire;

namespace Headgate.Gate.Tests.Decisions;

/// <summary>Grants that deny, and grants with hours and networks.</summary>
public sealed class DenialTests
{
    [Fact]
    public void What_is_denied_is_denied_whatever_else_is_granted_in_every_order()
    {
        var allow = World.Grant(Capabilities.Jobs, Level.Full, id: 1);
        var deny = Deny(Capabilities.Jobs, new GrantPlaces { JobPattern = "Nightly*" }, 2);
        foreach (var table in new[] { World.Table(allow, deny), World.Table(deny, allow) })
        {
            var denied = World.Decide(table, World.Read(Capabilities.Jobs), World.Job(1000));
            (denied.IsAllowed, denied.Reason).ShouldBe((false, Reason.OutOfScope));
            World.Decide(table, World.Read(Capabilities.Jobs), World.Job(1001)).IsAllowed.ShouldBeTrue();
            World.Decide(table, World.Write(Capabilities.Jobs), World.Job(2000)).IsAllowed.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_denied_action_on_a_thing_that_may_be_seen_names_the_grant()
    {
        var table = World.Table(
            World.Grant(Capabilities.Jobs, Level.Read, id: 1),
            World.Grant(Capabilities.TriggerRun, Level.Full, id: 2),
            Deny(Capabilities.TriggerRun, new GrantPlaces { Projects = [20] }, 3)
        );
        var denied = World.Decide(table, World.Write(Capabilities.TriggerRun), World.Job(2000));
        (denied.IsAllowed, denied.Reason).ShouldBe((false, Reason.ExplicitDeny));
        denied.Message.ShouldContain("grant 3: runs.trigger denied in project 20");
        World.Decide(table, World.Write(Capabilities.TriggerRun), World.Job(1000)).IsAllowed.ShouldBeTrue();
    }

    /// <summary>Every pair of a grant's and a denial's places: a list shows what a look at each thing shows.</summary>
    [Fact]
    public void Lists_show_what_single_looks_show()
    {
        GrantPlaces[] places =
        [
            GrantPlaces.Everywhere,
            new() { Projects = [10] },
            new() { Projects = [10, 20] },
            new() { Environments = [100] },
            new() { Environments = [101, 200] },
            new() { Jobs = [1000] },
            new() { JobPattern = "Nightly*" },
            new() { EnvironmentPattern = "Production", Projects = [10] },
        ];
        var list = World.Read(Capabilities.Jobs, TargetRule.Account, listed: true);
        foreach (var (granted, denied) in places.SelectMany(g => places.Select(d => (g, d))))
        {
            var table = World.Table(World.Grant(Capabilities.Jobs, Level.Read, granted, id: 1), Deny(Capabilities.Jobs, denied, 2));
            var answer = World.Decide(table, list, World.Account);
            foreach (var job in World.Places.Jobs)
            {
                var looked = World.Decide(table, World.Read(Capabilities.Jobs), World.Job(job.Id)).IsAllowed;
                var naive = Holds(granted, job) && !Holds(denied, job);
                looked.ShouldBe(naive, $"job {job.Id}, granted {granted.Describe()}, denied {denied.Describe()}");
                (answer.IsAllowed && answer.Scope.Sees(job.Project, job.Environment, job.Id)).ShouldBe(
                    naive,
                    $"list of job {job.Id}, granted {granted.Describe()}, denied {denied.Describe()}"
                );
            }
        }
    }

    [Fact]
    public void A_denial_ends_when_it_expires()
    {
        var deny = Deny(Capabilities.Jobs, GrantPlaces.Everywhere, 2) with { ExpiresAt = World.Now.AddHours(1) };
        var table = World.Table(World.Grant(Capabilities.Jobs, Level.Read), deny);
        var look = new CallFacts(Caller.Anonymous, World.Read(Capabilities.Jobs), World.Job(1000), null);
        GrantDecision.Of(table, look, World.Now).IsAllowed.ShouldBeFalse();
        GrantDecision.Of(table, look, World.Now.AddHours(1)).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void Who_is_denied_anything_gives_no_rights()
    {
        Grant[] all =
        [
            .. Capabilities
                .All.Where(c => !c.IsGrantedByName)
                .Select((c, i) => World.Grant(c, Level.Full, id: i + 1) with { Extras = new() { IssueCredentials = true } }),
        ];
        World.Table(all).MayGiveRights(World.Now).ShouldBeTrue();
        World.Table([.. all, Deny(Capabilities.Jobs, new() { Jobs = [1000] }, 99)]).MayGiveRights(World.Now).ShouldBeFalse();
    }

    [Fact]
    public void A_grant_holds_in_its_hours_and_from_its_network()
    {
        var table = World.Table(
            World.Grant(Capabilities.Jobs, Level.Read) with
            {
                Extras = new()
                {
                    When = new GrantConditions { Hours = ["Tue 11:00-13:00"], Networks = ["10.0.0.0/8", "fd00::/8"] },
                },
            }
        );
        Decision At(string? address, DateTimeOffset now) =>
            GrantDecision.Of(
                table,
                new CallFacts(Caller.Anonymous, World.Read(Capabilities.Jobs), World.Job(1000), null) { Address = address },
                now
            );
        At("10.1.2.3", World.Now).IsAllowed.ShouldBeTrue();
        At("::ffff:10.1.2.3", World.Now).IsAllowed.ShouldBeTrue();
        At("fd12::1", World.Now).IsAllowed.ShouldBeTrue();
        At("10.1.2.3", World.Now.AddHours(1)).Reason.ShouldBe(Reason.OutsideHours);
        At("192.0.2.1", World.Now).Reason.ShouldBe(Reason.NetworkNotAllowed);
        At(null, World.Now).Reason.ShouldBe(Reason.NetworkNotAllowed);
        At("unknown", World.Now).Reason.ShouldBe(Reason.NetworkNotAllowed);
    }

    private static bool Holds(GrantPlaces places, JobPlace job) =>
        (!places.NarrowsProjects || places.Projects.Contains(job.Project))
        && (
            !places.NarrowsEnvironments
            || places.Environments.Contains(job.Environment)
            || (places.EnvironmentPattern is { } e && World.Places.Environments.Single(x => x.Id == job.Environment).Name == e)
        )
        && (
            !places.NarrowsJobs
            || places.Jobs.Contains(job.Id)
            || (places.JobPattern is not null && job.Name.StartsWith("Nightly", StringComparison.Ordinal))
        );

    private static Grant Deny(Capability capability, GrantPlaces places, long id) =>
        World.Grant(capability, Level.Full, places, id: id) with
        {
            IsDenial = true,
        };
}
