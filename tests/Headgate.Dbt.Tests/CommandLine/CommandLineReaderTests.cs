using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Tests.CommandLine;

public sealed class CommandLineReaderTests
{
    private static readonly CommandSpec Build = new()
    {
        Name = "build",
        Summary = "",
        Options =
        [
            CommandOptions.Select,
            CommandOptions.Exclude,
            CommandOptions.FullRefresh,
            CommandOptions.Vars,
            CommandOptions.Threads,
            CommandOptions.ProjectDir,
            CommandOptions.ResourceTypesOnly,
        ],
    };

    private static readonly CommandSpec Operation = new()
    {
        Name = "run-operation",
        Summary = "",
        Options = [CommandOptions.Args],
        Argument = "MACRO",
    };

    private static readonly CommandSpec Generate = new()
    {
        Name = "docs generate",
        Summary = "",
        Options = [],
    };

    private static readonly CommandGroup Root = new("", "", [Build, Operation], [new("docs", "", [Generate], [])]);

    [Fact]
    public void A_list_goes_on_to_the_next_option_and_uses_add_up()
    {
        var options = Call("build --select a b --exclude c -f --select d").Options;

        options.Get(CommandOptions.Select).ShouldBe(["a", "b", "d"]);
        options.Get(CommandOptions.Exclude).ShouldBe(["c"]);
        options.Get(CommandOptions.FullRefresh).ShouldBeTrue();
    }

    [Fact]
    public void The_command_is_stronger_than_what_stands_before_it_and_that_than_the_environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["DBT_FAIL_FAST"] = "1",
            ["DBT_QUIET"] = "true",
            ["DBT_TARGET"] = "env",
        };

        var options = Call("--no-fail-fast -t before build -t after", environment).Options;

        options.Get(GlobalOptions.FailFast).ShouldBeFalse();
        options.Get(GlobalOptions.Quiet).ShouldBeTrue();
        options.Get(GlobalOptions.Target).ShouldBe("after");
    }

    [Fact]
    public void The_environment_of_the_engine_counts_before_the_common_one()
    {
        var environment = new Dictionary<string, string> { ["DBT_ENGINE_LOG_FORMAT"] = "json", ["DBT_LOG_FORMAT"] = "text" };

        Call("build", environment).Options.Get(GlobalOptions.LogFormat).ShouldBe("json");
    }

    [Fact]
    public void A_switch_of_the_environment_must_be_a_truth_value() =>
        Read("build", new Dictionary<string, string> { ["DBT_FAIL_FAST"] = "perhaps" })
            .Error!.Message.ShouldBe("Invalid value for '-x' / '--fail-fast': 'perhaps' is not a valid boolean.");

    [Fact]
    public void Values_may_stand_behind_an_equals_sign_and_short_switches_in_one_word()
    {
        var options = Call("build --threads=4 -xfs a").Options;

        options.Get(CommandOptions.Threads).ShouldBe(4);
        options.Get(GlobalOptions.FailFast).ShouldBeTrue();
        options.Get(CommandOptions.FullRefresh).ShouldBeTrue();
        options.Get(CommandOptions.Select).ShouldBe(["a"]);
    }

    [Fact]
    public void Variables_are_a_YAML_mapping()
    {
        var vars = Read(["build", "--vars", "{year: 2024, name: 'x', on: true}"]).Call!.Options.Get(CommandOptions.Vars);

        vars["year"].ShouldBe(2024L);
        vars["name"].ShouldBe("x");
    }

    [Fact]
    public void A_group_has_commands_of_its_own() => Call("docs generate").Command.Name.ShouldBe("docs generate");

    [Fact]
    public void An_operation_has_an_argument() => Call("run-operation clean_up").Argument.ShouldBe("clean_up");

    [Theory]
    [InlineData("run-operation", "Missing argument 'MACRO'.")]
    [InlineData("build now", "Got unexpected extra argument (now)")]
    [InlineData("build --select", "Option '--select' requires an argument.")]
    [InlineData("build --threads two", "Invalid value for '--threads': 'two' is not a valid integer.")]
    [InlineData("build --fail-fast=yes", "Option '--fail-fast' does not take a value.")]
    [InlineData("build --full-refesh", "No such option: --full-refesh Did you mean --full-refresh?")]
    [InlineData("build -y", "No such option: -y")]
    [InlineData("brun", "No such command 'brun'.")]
    [InlineData("docs brun", "No such command 'brun'.")]
    public void Misuse_is_named(string line, string message) => Read(line).Error!.Message.ShouldBe(message);

    [Fact]
    public void The_help_lists_every_option_of_the_command()
    {
        var help = Read("build --help").Text.ShouldNotBeNull();

        help.ShouldStartWith("Usage: dbt build [OPTIONS]\n");
        help.ShouldContain("  -x, --fail-fast / --no-fail-fast\n                                  Stop at the first failure.\n");
        help.ShouldContain("  -s, -m, --select, --models, --model TUPLE\n");
        help.Split('\n').ShouldAllBe(line => line.Length <= 80 || line.Contains('|'));
    }

    [Fact]
    public void Options_without_a_command_say_nothing() => Read("--no-version-check").Text.ShouldBe("");

    private static ParsedCall Call(string line, Dictionary<string, string>? environment = null)
    {
        var parsed = Read(line, environment);
        parsed.Error.ShouldBeNull();
        return parsed.Call.ShouldNotBeNull();
    }

    private static ParsedCommandLine Read(string line, Dictionary<string, string>? environment = null) =>
        Read(line.Split(' '), environment);

    private static ParsedCommandLine Read(string[] words, Dictionary<string, string>? environment = null) =>
        new CommandLineReader(Root, environment ?? []).Read(words);
}
