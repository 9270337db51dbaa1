using Headgate.Platform.Runs.Retries;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Runs.Retries;

public sealed class RetryRulesTests
{
    [Fact]
    public void A_failed_latest_run_with_results_can_be_retried() => Refusal(Failed("dbt build --select x")).ShouldBeNull();

    [Fact]
    public void Global_flags_before_the_verb_do_not_hide_it() => Refusal(Failed("dbt --quiet build")).ShouldBeNull();

    [Theory]
    [InlineData(RunStatus.Success)]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Running)]
    public void Only_failed_runs_are_retried(RunStatus status) =>
        RetryRules.Refusal(new() { Id = 1, Status = status }, 1, Failed("dbt build"), true).ShouldBe("RETRY_NOT_FAILED_RUN");

    [Fact]
    public void An_older_run_is_not_retried() => Refusal(Failed("dbt build"), latest: 2).ShouldBe("RETRY_NOT_LATEST_RUN");

    [Theory]
    [InlineData("1.5.4", "RETRY_UNSUPPORTED_VERSION")]
    [InlineData("1.5.0-latest", "RETRY_UNSUPPORTED_VERSION")]
    [InlineData("1.6.0", null)]
    [InlineData("latest", null)]
    public void dbt_before_1_6_has_no_retry(string version, string? expected) =>
        Refusal(Failed("dbt build"), version: version).ShouldBe(expected);

    [Theory]
    [InlineData("dbt ls")]
    [InlineData("dbt deps")]
    [InlineData("dbt parse")]
    public void Some_commands_are_not_retried(string command) => Refusal(Failed(command)).ShouldBe("RETRY_UNSUPPORTED_CMD");

    [Fact]
    public void A_run_that_failed_before_any_command_is_not_retried() => Refusal(failed: null).ShouldBe("RETRY_UNSUPPORTED_CMD");

    [Fact]
    public void Without_results_there_is_nothing_to_go_on_from() =>
        Refusal(Failed("dbt run"), hasResults: false).ShouldBe("RETRY_NO_RUN_RESULTS");

    [Fact]
    public void The_failed_step_is_the_first_one_that_fails_the_run()
    {
        var steps = new[]
        {
            new RunStep
            {
                Index = 6,
                Command = "dbt test",
                Status = RunStatus.Error,
            },
            new RunStep
            {
                Index = 4,
                Command = "dbt source freshness",
                Status = RunStatus.Error,
            },
            new RunStep
            {
                Index = 5,
                Command = "dbt run",
                Status = RunStatus.Success,
            },
        };

        RetryRules.FailedStep(steps)!.Index.ShouldBe(6);
    }

    private static RunStep Failed(string command) =>
        new()
        {
            Index = 5,
            Command = command,
            Status = RunStatus.Error,
        };

    private static string? Refusal(RunStep? failed, long latest = 1, string? version = "latest", bool hasResults = true) =>
        RetryRules.Refusal(
            new()
            {
                Id = 1,
                Status = RunStatus.Error,
                DbtVersion = version,
            },
            latest,
            failed,
            hasResults
        );
}
