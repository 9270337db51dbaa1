using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Tests.Agents;

public sealed class GrantRowsTests
{
    [Fact]
    public void What_nothing_here_measures_is_no_budget()
    {
        var seconds = new NewGrant("runs.trigger", "full")
        {
            When = new GrantConditions { Budget = new DailyBudget { WarehouseSeconds = 60 } },
        };
        GrantRows.CheckElsewhere(seconds, "local").ShouldBeNull();
        GrantRows.CheckElsewhere(seconds, "prod")!.Message.ShouldContain("a number of runs");
        var minutes = seconds with
        {
            When = new GrantConditions
            {
                Budget = new DailyBudget { Runs = 60, RunMinutes = 60 },
            },
        };
        GrantRows.CheckElsewhere(minutes, "prod").ShouldBeNull("the account tells how long its runs took");
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
