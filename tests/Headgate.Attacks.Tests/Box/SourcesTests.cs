using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Where a project's files come from: git servers and folders that want the server to do something else.</summary>
[Collection("box")]
public sealed class SourcesTests
{
    private const string Look = "print(sorted(os.listdir('.'))); walk('.')";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-24")]
    [Theory]
    [InlineData(Isolation.Namespace)]
    [InlineData(Isolation.None)]
    public async Task What_a_repository_brings_runs_no_program_and_changes_no_file(Isolation isolation)
    {
        var ran = Path.Combine(Path.GetTempPath(), $"ran-{Guid.NewGuid():N}");
        await using var git = await GitServer.StartAsync(
            $"""
            printf '* -text -filter -ident -working-tree-encoding\n' >.git/info/attributes && printf 'a é\r\n$Id$\n' >a.sql && printf '*.sql filter=x diff=x export-subst ident working-tree-encoding=UTF-16\n* text eol=crlf\n' >.gitattributes
            printf '[submodule "s"]\n path = .git/hooks\n url = ext::sh -c touch%% {ran}\n[submodule "t"]\n path = t\n url = ../../../keys\n' >.gitmodules
            mkdir inner && printf 'ref: refs/heads/main\n' >inner/HEAD && printf '[core]\n fsmonitor = touch {ran}\n sshCommand = touch {ran}\n' >inner/config && mkdir inner/objects inner/refs && touch inner/objects/x inner/refs/x
            ln -s /etc/passwd link.sql && printf 'version https://git-lfs.github.com/spec/v1\n' >lfs.bin && true
            """.ReplaceLineEndings(" && ")
        );
        await using var lab = await BoxLab.StartAsync(
            "print(open('a.sql','rb').read()); print(os.path.islink('link.sql'), os.listdir('.git/hooks') if os.path.exists('.git/hooks') else 'no hooks')",
            box => Listed(box) with { Isolation = isolation }
        );
        await lab.CloneFromAsync(git.Url);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("b'a \\xc3\\xa9\\r\\n$Id$\\n'");
        log.ShouldContain("False no hooks");
        File.Exists(ran).ShouldBeFalse();
    }

    [Attack("BOX-25")]
    [Fact]
    public async Task A_git_server_that_redirects_elsewhere_is_not_followed()
    {
        await using var inside = await GitServer.StartAsync("true");
        await using var git = await GitServer.StartAsync("true");
        git.RedirectTo = $"http://127.0.0.1:{inside.Port}";
        foreach (var isolation in new[] { Isolation.Namespace, Isolation.None })
        {
            await using var lab = await BoxLab.StartAsync(Look, box => Listed(box) with { Isolation = isolation });
            await lab.CloneFromAsync(git.Url);
            (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Error);
        }
        git.Requests.ShouldBeGreaterThan(0);
        inside.Requests.ShouldBe(0);
    }

    [Attack("BOX-25")]
    [Theory]
    [InlineData("references")]
    [InlineData("progress")]
    [InlineData("pack")]
    [InlineData("challenge")]
    [InlineData("silence")]
    public async Task A_git_server_without_end_is_left_after_a_bounded_time_and_bounded_bytes(string hostility)
    {
        await using var git = HostileGitServer.Start(hostility);
        await using var lab = await BoxLab.StartAsync(
            Look,
            box =>
                Listed(box) with
                {
                    Limits = new() { DiskMiB = 64, MemoryMiB = 512 },
                },
            cloneTimeout: TimeSpan.FromSeconds(hostility == "silence" ? 3 : 60)
        );
        var beside = await lab.BesideAsync();
        await lab.CloneFromAsync(git.Url);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error, log[..Math.Min(log.Length, 2000)]);
        git.Sent.ShouldBeLessThan(1L << 30);
        log.Length.ShouldBeLessThan((RunLab.LogMiB + 6) << 20);
        await lab.ShouldStandAsync(beside);
    }

    [Attack("BOX-26")]
    [Fact]
    public async Task A_branch_or_tag_that_looks_like_a_commit_is_not_taken_for_it()
    {
        await using var git = await GitServer.StartAsync("echo first >which.sql");
        var sha = await git.ChangeAsync("git rev-parse HEAD");
        var @short = sha[..7];
        await git.ChangeAsync(
            $"git checkout -q -b {@short} && echo second >which.sql && git commit -qam two && git tag {@short} && git push -q ../shop.git refs/tags/{@short}"
        );
        var fork = await git.ChangeAsync(
            "git checkout -q --detach main && echo third >which.sql && git commit -qam three && git push -q ../shop.git HEAD:refs/pull/1/head && "
                + "git rev-parse HEAD && git checkout -q main"
        );
        await using var lab = await BoxLab.StartAsync("print(open('which.sql').read())", Listed);
        await lab.CloneFromAsync(git.Url);
        foreach (var asked in new[] { @short, sha })
        {
            await lab.ChangeAsync(async db =>
                (await db.Jobs.SingleAsync(j => j.Id == lab.Project.JobId, Cancellation)).UpdatedAt = default
            );
            var id = await lab.TriggerAsync(asked);
            var run = await lab.EndedAsync(id);
            var log = await lab.LogAsync(id);
            run.Status.ShouldBe(RunStatus.Success, log);
            run.GitSha.ShouldBe(sha);
            log.ShouldContain("first");
        }
        foreach (var asked in new[] { "HEAD", "main", "deadbee^{/x}", "-f", "deadbee", fork })
        {
            if (await lab.TryTriggerAsync(asked) is { } id)
            {
                (await lab.EndedAsync(id)).Status.ShouldBe(RunStatus.Error, asked);
            }
        }
    }

    [Attack("HOOK-22")]
    [Attack("BOX-27")]
    [Theory]
    [InlineData("http://127.0.0.1:PORT/shop.git")]
    [InlineData("https://127.0.0.1:PORT/shop.git")]
    [InlineData("https://localhost:PORT/shop.git")]
    [InlineData("https://[::ffff:127.0.0.1]:PORT/shop.git")]
    [InlineData("https://[::1]:PORT/shop.git")]
    [InlineData("ssh://a@b@127.0.0.1:PORT/shop.git")]
    [InlineData("ssh://git@127.0.0.1:PORT/shop.git")]
    [InlineData("git@127.0.0.1:shop.git")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("ext::sh -c 'touch RAN'")]
    [InlineData("file:///work")]
    [InlineData("--upload-pack=touch RAN")]
    public async Task Addresses_inside_and_other_transports_are_refused_before_any_connection(string url)
    {
        var ran = Path.Combine(Path.GetTempPath(), $"ran-{Guid.NewGuid():N}");
        await using var git = await GitServer.StartAsync("true");
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        await lab.CloneFromAsync(url.Replace("PORT", git.Port.ToString()).Replace("RAN", ran));
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldStartWith("box source: ");
        log.ShouldNotContain("the probe ran");
        git.Requests.ShouldBe(0);
        File.Exists(ran).ShouldBeFalse();
    }

    [Attack("BOX-27")]
    [Theory]
    [InlineData("/etc")]
    [InlineData("/")]
    [InlineData("DATA")]
    [InlineData("DATA/keys")]
    [InlineData("DATA/projects")]
    [InlineData("LISTED/../other")]
    [InlineData("LISTED/link-to-data")]
    [InlineData("LISTED-and-more")]
    public async Task Folders_of_the_server_that_are_not_listed_or_hold_its_data_are_refused(string folder)
    {
        await using var lab = await BoxLab.StartAsync(
            "print('the probe ran')",
            box => box with { Folders = [.. box.Folders, Path.GetTempPath()] }
        );
        Directory.CreateDirectory(Path.Combine(lab.Data, "projects"));
        Directory.CreateSymbolicLink(Path.Combine(lab.Repository, "link-to-data"), lab.Data);
        var url = folder.Replace("DATA", lab.Data).Replace("LISTED", lab.Repository);
        await lab.CloneFromAsync(url);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        log.ShouldNotContain("the probe ran");
        lab.ShouldHaveKept(log);
    }

    private static BoxSettings Listed(BoxSettings box) => box with { GitHosts = ["127.0.0.1"] };
}
