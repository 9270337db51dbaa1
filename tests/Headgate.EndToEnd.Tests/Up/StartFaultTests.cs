using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Up;

/// <summary>What goes wrong around a start: one clear line, exit code 1, nothing lost.</summary>
public sealed class StartFaultTests
{
    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", port.ToString());
        ShouldBeOneLine(result);
        result.Error.ShouldContain($"Port {port}");
        result.Error.ShouldContain("--port");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "taken");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        var result = await HeadgateProgram.RunAsync("serve", "--data", file, "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain(file);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        var result = await HeadgateProgram.RunAsync("serve", "--data", "/proc/headgate", "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain("/proc/headgate");
        result.Error.ShouldContain("--data");
    }

    [Fact]
    public async Task A_corrupt_database_is_named_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "headgate.db");
        await File.WriteAllTextAsync(file, new string('x', 8192), TestContext.Current.CancellationToken);
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain("damaged");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 8192));
    }

    [Fact]
    public async Task A_database_with_damage_inside_is_named_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        await StartOnceAsync(folder.Path);
        var file = Path.Combine(folder.Path, "headgate.db");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        // The header stays good; the pages with the tables do not.
        bytes.AsSpan(200, bytes.Length - 200).Fill((byte)'x');
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var result = await HeadgateProgram.RunAsync("serve", "--data", folder.Path, "--port", "0");
        ShouldBeOneLine(result);
        result.Error.ShouldContain("damaged");
        (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_disk_that_fills_up_later_stops_a_start_and_nothing_is_lost_when_there_is_room_again()
    {
        using var folder = new TemporaryFolder();
        await MountSmallDiskAsync(folder.Path, "8m");
        try
        {
            var data = Path.Combine(folder.Path, "data");
            await StartOnceAsync(data);
            var before = await File.ReadAllTextAsync(Path.Combine(data, "bootstrap.json"), TestContext.Current.CancellationToken);
            var ballast = Path.Combine(folder.Path, "ballast");
            await HeadgateProgram.RunAsync("/bin/dd", ["if=/dev/zero", $"of={ballast}", "bs=4k"], new Dictionary<string, string?>());

            var full = await HeadgateProgram.RunAsync("serve", "--data", data, "--port", "0");
            ShouldBeOneLine(full);
            full.Error.ShouldContain("full");

            File.Delete(ballast);
            await StartOnceAsync(data);
            var after = await File.ReadAllTextAsync(Path.Combine(data, "bootstrap.json"), TestContext.Current.CancellationToken);
            TokenOf(after).ShouldBe(TokenOf(before));
            var verify = await HeadgateProgram.RunAsync("audit", "verify", "--data", data);
            verify.ExitCode.ShouldBe(0, verify.All);
        }
        finally
        {
            await AsRootAsync("umount", folder.Path);
        }
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        using var folder = new TemporaryFolder();
        await MountSmallDiskAsync(folder.Path, "64k");
        try
        {
            var result = await HeadgateProgram.RunAsync("serve", "--data", Path.Combine(folder.Path, "data"), "--port", "0");
            ShouldBeOneLine(result);
            result.Error.ShouldContain("full");
        }
        finally
        {
            await AsRootAsync("umount", folder.Path);
        }
    }

    [Fact]
    public async Task All_faults_of_the_settings_are_shown_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "headgate.yaml");
        await File.WriteAllTextAsync(
            file,
            "listen:\n  port: eighty\nsingle_tenant: perhaps\nliste:\n  port: 1\n",
            TestContext.Current.CancellationToken
        );
        var result = await HeadgateProgram.RunAsync("serve", "--config", file);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("listen.port is \"eighty\"");
        result.Error.ShouldContain("single_tenant is \"perhaps\"");
        result.Error.ShouldContain("liste.port is no setting; did you mean listen.port");
    }

    private static async Task StartOnceAsync(string data)
    {
        var up = await HeadgateProgram.RunAsync("up", "--detach", "--no-demo", "--data", data, "--port", "0");
        up.ExitCode.ShouldBe(0, up.All);
        (await HeadgateProgram.RunAsync("down", "--data", data)).ExitCode.ShouldBe(0);
    }

    private static string TokenOf(string bootstrap) => JsonNode.Parse(bootstrap)!["admin_token"]!.ToString();

    private static void ShouldBeOneLine(ProgramResult result)
    {
        result.ExitCode.ShouldBe(1, result.All);
        result.Error.Trim().Split('\n').Length.ShouldBe(1, result.All);
        result.All.ShouldNotContain("   at ");
    }

    private static async Task MountSmallDiskAsync(string folder, string size)
    {
        if ((await AsRootAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder)).ExitCode != 0)
        {
            Prerequisite.Missing("This machine does not let the test mount a small disk: that takes root, or sudo without a password.");
        }
    }

    private static Task<ProgramResult> AsRootAsync(params string[] command) =>
        HeadgateProgram.RunAsync(
            "/bin/sh",
            ["-c", "[ \"$(id -u)\" -eq 0 ] || set -- sudo -n \"$@\"; exec \"$@\"", "sh", .. command],
            new Dictionary<string, string?>()
        );
}
