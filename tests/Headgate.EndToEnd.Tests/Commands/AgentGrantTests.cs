namespace Headgate.EndToEnd.Tests.Commands;

[Collection(DemoServerCollection.Name)]
public sealed class AgentGrantTests(DemoServer demo)
{
    [Fact]
    public async Task The_whole_account_is_granted_by_saying_so_and_a_place_that_matches_nothing_is_named()
    {
        var everywhere = await RunAsync("agent", "add", "wide", "--grant", "metrics=read", "--everywhere");
        everywhere.ExitCode.ShouldBe(0, everywhere.All);
        everywhere.Output.ShouldContain("metrics read in the whole account");
        everywhere.Output.ShouldNotContain("matches nothing");

        var nowhere = await RunAsync("agent", "grant", "wide", "jobs=read", "--project", "987654", "--job", "Nihtly*");
        nowhere.ExitCode.ShouldBe(0, nowhere.All);
        nowhere.Output.ShouldContain("matches nothing now: project 987654, jobs named \"Nihtly*\"");
        (await RunAsync("agent", "revoke", "wide", "--agent")).ExitCode.ShouldBe(0);
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) => HeadgateProgram.RunAsync([.. arguments, "--data", demo.Data]);
}
