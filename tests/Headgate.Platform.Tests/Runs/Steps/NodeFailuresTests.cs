using System.Text;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Steps;
using Headgate.Testing;

namespace Headgate.Platform.Tests.Runs.Steps;

/// <summary>What a person is told of the results that dbt Core itself left.</summary>
public sealed class NodeFailuresTests
{
    private static readonly Scrubber Nothing = new([]);

    [Theory]
    [InlineData(
        "failures/database_error_skips_downstream",
        "1 of 6 nodes failed, 3 were skipped. It is model bad: Database Error in model bad (models/bad.sql): column \"no_col\" does not exist."
    )]
    [InlineData(
        "failures/singular_test_fails",
        "1 of 3 nodes failed, 1 was skipped. It is test never_x: Got 1 result, configured to fail if != 0."
    )]
    [InlineData("failures/unit_test_fails", "It is unit test u: actual differs from expected: @@ ,id,name.")]
    public async Task The_first_failure_is_named_with_its_reason(string project, string expected)
    {
        await using var results = File.OpenRead(
            Prerequisite.SharedData(["golden", "expected", .. project.Split('/'), "build", "run_results.json"])
        );
        (await NodeFailures.OfAsync(results, Nothing, TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldEndWith(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"results\":{}}")]
    [InlineData("{\"results\":[1,null,\"x\"]}")]
    [InlineData("{\"results\":[{\"unique_id\":7,\"status\":[]}]}")]
    [InlineData("{\"results\":[{\"unique_id\":\"model.shop.a\",\"status\":\"success\"}]}")]
    public async Task Results_that_tell_of_no_failure_or_are_none_say_nothing(string json)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
        (await NodeFailures.OfAsync(content, Nothing, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_without_end_is_cut()
    {
        var json = $$"""{"results":[{"unique_id":"model.shop.a","status":"error","message":"{{new string('x', 100_000)}}"}]}""";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
        (await NodeFailures.OfAsync(content, Nothing, TestContext.Current.CancellationToken))
            .ShouldNotBeNull()
            .Length.ShouldBeLessThan(600);
    }

    [Fact]
    public async Task A_secret_that_would_be_cut_in_two_is_taken_out_whole()
    {
        var message = new string('x', 395) + "hazelgrove";
        var json = $$"""{"results":[{"unique_id":"model.shop.a","status":"error","message":"{{message}}"}]}""";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var said = await NodeFailures.OfAsync(content, new Scrubber(["hazelgrove"]), TestContext.Current.CancellationToken);
        said.ShouldNotBeNull().ShouldNotContain("hazel");
    }
}
