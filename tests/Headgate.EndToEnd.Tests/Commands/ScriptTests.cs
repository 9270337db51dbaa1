using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Commands;

/// <summary>The script <c>./headgate</c>, which builds what changed before it starts the program.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task A_start_without_changes_calls_no_compiler()
    {
        using var copy = new TemporaryFolder();
        await CopyRepositoryAsync(copy.Path);
        var calls = Path.Combine(copy.Path, "calls");
        const string start = """
            mkdir "$1/bin"
            printf '#!/bin/sh\necho "$*" >>"%s"\nexit 1\n' "$2" >"$1/bin/dotnet"
            chmod +x "$1/bin/dotnet"
            PATH=$1/bin:$PATH exec "$1/headgate" --version
            """;
        var variables = new Dictionary<string, string?> { ["HEADGATE_CONFIGURATION"] = "Debug" };

        var unchanged = await HeadgateProgram.RunAsync("/bin/bash", ["-c", start, "bash", copy.Path, calls], variables);

        unchanged.ExitCode.ShouldBe(0, unchanged.All);
        // A build would have said so.
        unchanged.Error.ShouldBeEmpty();
        File.Exists(calls).ShouldBeFalse();
        unchanged.Output.ShouldBe((await HeadgateProgram.RunAsync("--version")).Output);
    }

    [Fact]
    public async Task The_release_form_is_compiled_ahead_of_time()
    {
        using var copy = new TemporaryFolder();
        var (result, calls) = await BuildAsync(copy.Path, "true");
        (result.ExitCode, result.Output).ShouldBe((0, "built --version\n"), result.All);
        calls.ShouldHaveSingleItem().ShouldContain("-p:PublishReadyToRun=true");
    }

    [Fact]
    public async Task Without_the_compilers_package_the_release_form_is_built_as_usual()
    {
        using var copy = new TemporaryFolder();
        var (result, calls) = await BuildAsync(
            copy.Path,
            "case $* in *ReadyToRun*) echo 'error NU1101: Unable to find package microsoft.netcore.app.crossgen2'; exit 1;; esac"
        );
        (result.ExitCode, result.Output).ShouldBe((0, "built --version\n"), result.All);
        calls.Count.ShouldBe(2);
        calls[1].ShouldBe(calls[0].Replace(" --use-current-runtime -p:PublishReadyToRun=true", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_compile_is_compiled_once_and_shown()
    {
        using var copy = new TemporaryFolder();
        var (result, calls) = await BuildAsync(copy.Path, "echo 'Jobs.cs(1,1): error CS0103: no such name'; exit 1");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error CS0103: no such name");
        result.Error.ShouldContain("Headgate could not be built; the whole log is ");
        calls.Count.ShouldBe(1);
    }

    /// <summary>Starts the script in an empty repository with a <c>dotnet</c> that notes how it is called, may fail, and else leaves a program.</summary>
    private static async Task<(ProgramResult Result, List<string> Calls)> BuildAsync(string folder, string step)
    {
        const string lay = """
            set -e
            mkdir -p "$2/src" "$2/samples/orchard-shop" "$2/eng" "$2/bin"
            cp "$1/headgate" "$2/"
            cp "$1/eng/sdk.sh" "$2/eng/"
            cp "$1"/global.json "$1"/Directory.* "$2/"
            cat >"$2/bin/dotnet" <<END
            #!/bin/bash
            if [ "\$1" = --list-sdks ]; then echo '10.0.100 [/sdk]'; exit; fi
            echo "\$*" >>"$2/calls"
            $3
            while [ "\$1" != -o ]; do shift; done
            mkdir -p "\$2"
            printf '#!/bin/sh\necho built "\$@"\n' >"\$2/headgate"
            chmod +x "\$2/headgate"
            END
            chmod +x "$2/bin/dotnet"
            PATH=$2/bin:$PATH exec "$2/headgate" --version
            """;
        var result = await HeadgateProgram.RunAsync(
            "/bin/bash",
            ["-c", lay, "bash", Repository.Root, folder, step],
            new Dictionary<string, string?> { ["HEADGATE_CONFIGURATION"] = "Release" }
        );
        return (result, [.. await File.ReadAllLinesAsync(Path.Combine(folder, "calls"))]);
    }

    /// <summary>The sources as a build left them a moment ago, beside the program that these tests were built with.</summary>
    private static async Task CopyRepositoryAsync(string folder)
    {
        const string copy = """
            set -e
            cd "$1"
            tar -cf - --exclude=obj --exclude=bin src samples headgate eng global.json Directory.* | tar -xf - -C "$2"
            mkdir -p "$2/artifacts/bin/Headgate/debug"
            printf '#!/bin/sh\nexec "%s" "$@"\n' "$3" >"$2/artifacts/bin/Headgate/debug/headgate"
            chmod +x "$2/artifacts/bin/Headgate/debug/headgate"
            touch -d '+1 second' "$2/artifacts/headgate-debug.stamp"
            """;
        var result = await HeadgateProgram.RunAsync(
            "/bin/bash",
            ["-c", copy, "bash", Repository.Root, folder, HeadgateProgram.Path],
            new Dictionary<string, string?>()
        );
        result.ExitCode.ShouldBe(0, result.All);
    }
}
