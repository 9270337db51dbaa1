using Headgate.Platform.Runs.Box;
using Headgate.Testing;

namespace Headgate.Platform.Tests.Runs.Box;

/// <summary>Which user a step of a run becomes where the server is root.</summary>
public sealed class RunUserTests
{
    [Fact]
    public void Two_steps_at_work_have_two_users_also_when_two_servers_count_their_runs_alike()
    {
        Prerequisite.Root();
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var first = RunUser.Claim(1, one.Path)!;
        using var second = RunUser.Claim(1, other.Path)!;
        second.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public void A_user_is_given_back_when_its_step_has_ended()
    {
        Prerequisite.Root();
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 5000; run++)
        {
            RunUser.Claim(run, folder.Path)!.Dispose();
        }
    }
}
