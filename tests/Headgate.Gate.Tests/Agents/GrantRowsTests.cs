using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Tests.Agents;

public sealed class GrantRowsTests
{
    [Fact]
    public void Minutes_of_runs_that_nothing_here_measures_are_no_budget()
    {
        var minutes = new NewGrant("runs.trigger", "full") { When = new GrantConditions { Budget = new DailyBudget { RunMinutes = 60 } } };
        GrantRows.CheckElsewhere(minutes, "local").ShouldBeNull();
        GrantRows.CheckElsewhere(minutes, "prod")!.Message.ShouldContain("a number of runs");
        var runs = minutes with { When = new GrantConditions { Budget = new DailyBudget { Runs = 60 } } };
        GrantRows.CheckElsewhere(runs, "prod").ShouldBeNull();
    }

    [Fact]
    public void What_asks_for_more_stands_beside_what_is_free_and_takes_the_place_of_its_like()
    {
        var free = Row(new NewGrant("jobs", "read"));
        var asking = new NewGrant("jobs", "full") { When = new GrantConditions { Approval = new ApprovalCondition() } };
        GrantRows.Replaces(asking, free).ShouldBeFalse("reading stays free");
        GrantRows
            .Replaces(asking, Row(new NewGrant("jobs", "full")))
            .ShouldBeTrue("a condition that is added replaces what was granted without");
        GrantRows.Replaces(new NewGrant("jobs", "full"), free).ShouldBeTrue();
        GrantRows.Replaces(new NewGrant("jobs", "deny"), free).ShouldBeFalse("a denial stands beside what it denies");
        GrantRows.Replaces(new NewGrant("jobs", "off"), Row(asking)).ShouldBeTrue();
    }

    [Fact]
    public void Rules_that_cannot_be_read_allow_nothing_and_a_denial_holds_all_the_same()
    {
        var row = Row(new NewGrant("jobs", "full"));
        row.Rules = "{";
        GrantRows.ToGrant(row).ShouldBeNull();
        row.Level = "deny";
        GrantRows.ToGrant(row)!.IsDenial.ShouldBeTrue();
    }

    private static Store.Model.AgentGrant Row(NewGrant grant)
    {
        var row = new Store.Model.AgentGrant { Capability = grant.Capability };
        GrantRows.Fill(row, grant);
        return row;
    }
}
