using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Decisions;
using Headgate.Wire;
using static Headgate.Gate.Tests.Decisions.World;

namespace Headgate.Gate.Tests.Decisions;

public sealed class GrantDecisionTests
{
    [Fact]
    public void Without_grants_everything_is_denied_as_off()
    {
        foreach (var capability in Capabilities.All)
        {
            var decision = Decide(Table(), Write(capability), Job(1000));
            decision.IsAllowed.ShouldBeFalse();
            decision.Reason.ShouldBe(capability.Kind == CapabilityKind.Action ? Reason.ActionNotGranted : Reason.AreaOff);
        }
    }

    [Fact]
    public void A_refusal_says_what_was_refused_and_which_grant_would_allow_it()
    {
        var decision = Decide(Table(), Write(Capabilities.TriggerRun), Job(1000));
        decision.Message.ShouldBe(
            "Agent \"a\" may not do Trigger a job run: the action \"Trigger a job run\" is off for it. "
                + "It needs the grant runs.trigger=full: headgate agent grant a runs.trigger=full --project 10 (the agent can ask for it with gate.requests.create)"
        );
    }

    [Fact]
    public void Reading_is_not_writing()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Read));
        Decide(table, Read(Capabilities.Jobs), Job(1000)).IsAllowed.ShouldBeTrue();
        Decide(table, Write(Capabilities.Jobs), Job(1000)).Reason.ShouldBe(Reason.ReadOnly);
    }

    [Fact]
    public void A_thing_outside_the_scope_is_not_found()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Read, InProject(10)));
        Decide(table, Read(Capabilities.Jobs), Job(1000)).IsAllowed.ShouldBeTrue();
        Decide(table, Read(Capabilities.Jobs), Job(2000)).Reason.ShouldBe(Reason.OutOfScope);
    }

    [Fact]
    public void Who_may_see_a_job_but_not_trigger_it_is_told_so()
    {
        var table = Table(
            Grant(Capabilities.Jobs, Level.Read, InProject(10)),
            Grant(Capabilities.TriggerRun, Level.Full, new GrantPlaces { Jobs = [1000] })
        );
        Decide(table, Write(Capabilities.TriggerRun), Job(1000)).IsAllowed.ShouldBeTrue();
        Decide(table, Write(Capabilities.TriggerRun), Job(1001)).Reason.ShouldBe(Reason.ActionNotGranted);
        Decide(table, Write(Capabilities.TriggerRun), Job(2000)).Reason.ShouldBe(Reason.OutOfScope);
    }

    [Fact]
    public void Project_1_is_not_project_10_nor_100()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Read, InProject(1)));
        Decide(table, Read(Capabilities.Jobs), Job(1000)).IsAllowed.ShouldBeFalse();
        Decide(table, Read(Capabilities.Projects, TargetRule.Project()), Project(100)).IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Nightly*", 1000, true)]
    [InlineData("Nightly*", 2000, true)]
    [InlineData("*build", 1001, true)]
    [InlineData("*build", 2000, false)]
    [InlineData("nightly*", 1000, false)]
    [InlineData("Nightly build", 1000, true)]
    [InlineData("*", 2000, true)]
    public void Jobs_fit_by_name(string pattern, long job, bool allowed) =>
        Decide(Table(Grant(Capabilities.Jobs, Level.Read, new GrantPlaces { JobPattern = pattern })), Read(Capabilities.Jobs), Job(job))
            .IsAllowed.ShouldBe(allowed);

    [Fact]
    public void Kinds_of_places_narrow_together()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Read, new GrantPlaces { Projects = [10], JobPattern = "Nightly*" }));
        Decide(table, Read(Capabilities.Jobs), Job(1000)).IsAllowed.ShouldBeTrue();
        Decide(table, Read(Capabilities.Jobs), Job(1001)).IsAllowed.ShouldBeFalse();
        Decide(table, Read(Capabilities.Jobs), Job(2000)).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void A_grant_that_has_ended_allows_nothing_and_says_when_it_ended()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Full, end: Now));
        var decision = Decide(table, Read(Capabilities.Jobs), Job(1000));
        decision.Reason.ShouldBe(Reason.GrantExpired);
        decision.Message.ShouldContain("ended at 2026-11-24 12:00 UTC");
        Decide(Table(Grant(Capabilities.Jobs, Level.Full, end: Now.AddSeconds(1))), Read(Capabilities.Jobs), Job(1000))
            .IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void Lists_show_what_all_grants_show_together()
    {
        var table = Table(
            Grant(Capabilities.Jobs, Level.Read, InProject(10), id: 1),
            Grant(Capabilities.Jobs, Level.Read, new GrantPlaces { Jobs = [2000] }, id: 2)
        );
        var scope = Decide(table, Read(Capabilities.Jobs, TargetRule.Account, listed: true), Account).Scope;
        scope.Sees(10, 100, 1000).ShouldBeTrue();
        scope.Sees(20, 200, 2000).ShouldBeTrue();
        scope.Sees(20, 200, 2001).ShouldBeFalse();
        scope.All.ShouldBeFalse();
    }

    [Fact]
    public void An_ended_grant_adds_nothing_to_a_list()
    {
        var table = Table(
            Grant(Capabilities.Jobs, Level.Read, InProject(10), id: 1),
            Grant(Capabilities.Jobs, Level.Read, InProject(20), end: Now, id: 2)
        );
        Decide(table, Read(Capabilities.Jobs, TargetRule.Account, listed: true), Account).Scope.Sees(20, 200, 2000).ShouldBeFalse();
    }

    [Fact]
    public void A_thing_of_the_whole_account_needs_a_grant_for_the_whole_account()
    {
        var groups = Read(Capabilities.Groups, TargetRule.Account, listed: true);
        Decide(Table(Grant(Capabilities.Groups, Level.Read, InProject(10))), groups, Account).Reason.ShouldBe(Reason.ScopeNotApplicable);
        Decide(Table(Grant(Capabilities.Groups, Level.Read)), groups, Account).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void What_concerns_parts_of_a_project_needs_a_grant_for_one_and_a_write_names_that_one()
    {
        var table = Table(Grant(Capabilities.EnvironmentVariables, Level.Full, new GrantPlaces { Environments = [101] }));
        var whole = Write(Capabilities.EnvironmentVariables, TargetRule.Project());
        var parts = whole with { ConcernsParts = true };
        Decide(table, parts, Project(10)).Scope.Sees(10, 101, null).ShouldBeTrue();
        Decide(table, parts, Project(10)).Scope.Sees(10, null, null).ShouldBeFalse();
        Decide(table, parts, Project(20)).IsAllowed.ShouldBeFalse();
        Decide(table, whole, Project(10)).IsAllowed.ShouldBeFalse();
        Decide(table, parts, Project(10), Arguments("""{"environment_id":101}""", ("environment_id", 101, Environment(101))))
            .IsAllowed.ShouldBeTrue();
        Decide(table, parts, Project(10), Arguments("""{"environment_id":100}""", ("environment_id", 100, Environment(100))))
            .IsAllowed.ShouldBeFalse();
        Decide(table, parts, Project(10), Arguments("{}")).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void An_argument_outside_the_scope_is_refused_by_name_the_same_whether_it_exists()
    {
        var table = Table(Grant(Capabilities.Jobs, Level.Full, InProject(10)));
        var exists = Decide(
            table,
            Write(Capabilities.Jobs),
            Job(1000),
            Arguments("""{"environment_id":200}""", ("environment_id", 200, Environment(200)))
        );
        var missing = Decide(
            table,
            Write(Capabilities.Jobs),
            Job(1000),
            Arguments("""{"environment_id":999}""", ("environment_id", 999, null))
        );
        exists.Reason.ShouldBe(Reason.ArgumentOutOfScope);
        exists.Argument.ShouldBe("environment_id");
        missing.Message.ShouldBe(exists.Message);
        Decide(
            table,
            Write(Capabilities.Jobs),
            Job(1000),
            Arguments("""{"environment_id":101}""", ("environment_id", 101, Environment(101)))
        )
            .IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void Something_is_made_only_at_a_place_in_scope()
    {
        var create = Write(Capabilities.Jobs, TargetRule.InBody("project_id"));
        var table = Table(Grant(Capabilities.Jobs, Level.Full, new GrantPlaces { Environments = [101] }));
        var inside = Arguments("{}", ("project_id", 10, Project(10)), ("environment_id", 101, Environment(101)));
        var other = Arguments("{}", ("project_id", 10, Project(10)), ("environment_id", 100, Environment(100)));
        var mixed = Arguments("{}", ("project_id", 20, Project(20)), ("environment_id", 101, Environment(101)));
        Decide(table, create, Project(10), inside).IsAllowed.ShouldBeTrue();
        Decide(table, create, Project(10), other).Argument.ShouldBe("environment_id");
        Decide(table, create, Project(20), mixed).Argument.ShouldBe("project_id");
        Decide(table, create, Account, Arguments("{}")).Argument.ShouldBe("project_id");
    }

    [Theory]
    [InlineData("""{"cause":"x"}""", null)]
    [InlineData("""{"cause":"x","steps_override":["dbt run-operation drop_schema"]}""", "steps_override")]
    [InlineData("""{"cause":"x","git_branch":"attacker/branch"}""", "git_branch")]
    [InlineData("""{"cause":"x","target_name_override":"prod"}""", "target_name_override")]
    [InlineData("""{"cause":"x","dbt_version_override":"1.0.0"}""", "dbt_version_override")]
    [InlineData("""{"cause":"x","git_branch":null}""", null)]
    [InlineData("""{"cause":"x","azure_devops_pull_request_id":77}""", "azure_pull_request_id")]
    public void A_trigger_may_not_change_what_the_job_does(string body, string? refused)
    {
        var table = Table(Grant(Capabilities.TriggerRun, Level.Full, new GrantPlaces { Jobs = [1000] }));
        var decision = Decide(table, Write(Capabilities.TriggerRun), Job(1000), Arguments(body));
        decision.Argument.ShouldBe(refused);
        decision.IsAllowed.ShouldBe(refused is null);
        var editor = Table(Grant(Capabilities.TriggerRun, Level.Full, id: 1), Grant(Capabilities.Jobs, Level.Full, InProject(10), id: 2));
        Decide(editor, Write(Capabilities.TriggerRun), Job(1000), Arguments(body)).IsAllowed.ShouldBeTrue();
        var named = Table(
            Grant(Capabilities.TriggerRun, Level.Full) with
            {
                Extras = new GrantExtras { Overrides = refused is null ? [] : [refused] },
            }
        );
        Decide(named, Write(Capabilities.TriggerRun), Job(1000), Arguments(body)).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void A_token_is_made_only_by_who_may_do_everything_and_is_allowed_to()
    {
        var create = Write(Capabilities.ServiceTokens, TargetRule.Account);
        var body = Arguments("""{"name":"t"}""");
        Decide(Table(Grant(Capabilities.ServiceTokens, Level.Full)), create, Account, body).Reason.ShouldBe(Reason.ActionNotGranted);
        var ticked = Grant(Capabilities.ServiceTokens, Level.Full) with { Extras = new GrantExtras { IssueCredentials = true } };
        Decide(Table(ticked), create, Account, body).Argument.ShouldBe("permission_grants");
        Grant[] all = [ticked, .. Capabilities.All.Select((c, i) => Grant(c, Level.Full, id: i + 2))];
        Decide(Table(all), create, Account, body).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void No_grant_lets_an_agent_administer_the_gate()
    {
        Grant[] all = [.. Capabilities.All.Select((c, i) => Grant(c, Level.Full, id: i + 1))];
        var operation = Read(Capabilities.Audit, TargetRule.Account) with { Route = "/api/gate/v1/accounts/{account_id:long}/records/" };
        Decide(Table(all), operation, Account).Reason.ShouldBe(Reason.WrongRealm);
        Decide(Table(all), operation, Account, anywhere: true).Reason.ShouldBe(Reason.WrongRealm);
    }

    private static CallArguments Arguments(string json, params (string Field, long Id, Target? Target)[] references) =>
        new(
            new FieldSource(JsonDocument.Parse(json).RootElement),
            [.. references.Select(r => new ArgumentTarget(r.Field, r.Id, r.Target))]
        );
}
