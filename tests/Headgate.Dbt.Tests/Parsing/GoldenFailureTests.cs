using System.Text.RegularExpressions;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Parsing;

/// <summary>What we say of wrong projects against what dbt Core says of them.</summary>
public sealed partial class GoldenFailureTests
{
    [Theory]
    [InlineData("comment_with_jinja")]
    [InlineData("config_bad_value")]
    [InlineData("disabled_ref")]
    [InlineData("dispatch_not_found")]
    [InlineData("duplicate_alias")]
    [InlineData("duplicate_macro")]
    [InlineData("duplicate_model")]
    [InlineData("duplicate_seed_and_model")]
    [InlineData("duplicate_yaml_entry")]
    [InlineData("generic_test_bad_args")]
    [InlineData("jinja_bad_expression")]
    [InlineData("jinja_runtime_type_error")]
    [InlineData("jinja_syntax_error")]
    [InlineData("jinja_unclosed_variable")]
    [InlineData("jinja_unknown_tag")]
    [InlineData("macro_syntax_error")]
    [InlineData("macro_too_many_args")]
    [InlineData("missing_env_var")]
    [InlineData("missing_ref")]
    [InlineData("missing_ref_in_package")]
    [InlineData("missing_source")]
    [InlineData("missing_version")]
    [InlineData("private_model_ref")]
    [InlineData("profile_bad_target")]
    [InlineData("profile_missing")]
    [InlineData("profile_missing_env_var")]
    [InlineData("profile_unknown_adapter")]
    [InlineData("project_version_required")]
    [InlineData("project_yml_bad_yaml")]
    [InlineData("project_yml_missing_name")]
    [InlineData("project_yml_unknown_key")]
    [InlineData("raise_compiler_error")]
    [InlineData("raise_not_implemented")]
    [InlineData("ref_three_args")]
    [InlineData("ref_without_args")]
    [InlineData("snapshot_missing_key")]
    [InlineData("source_one_arg")]
    [InlineData("unit_test_missing_model")]
    [InlineData("unknown_group")]
    [InlineData("yaml_bad_jinja")]
    [InlineData("yaml_bad_type")]
    [InlineData("yaml_exposure_without_owner")]
    [InlineData("yaml_missing_name")]
    [InlineData("yaml_models_not_list")]
    [InlineData("yaml_syntax_error")]
    [InlineData("yaml_tab")]
    public void A_wrong_project_is_told_in_the_words_of_dbt(string name)
    {
        using var folder = Copy(name);

        Comparable(folder.Failure(), folder.Path).ShouldBe(Comparable(Expected(name), folder.Path));
    }

    [Fact]
    public void Packages_that_are_not_installed_are_told_before_anything_is_parsed()
    {
        using var folder = Copy("packages_not_installed");

        Should.Throw<DbtException>(() => folder.Load()).Text.ShouldBe(Expected("packages_not_installed"));
    }

    [Theory]
    [InlineData("disabled_ref_in_test")]
    [InlineData("empty_model")]
    [InlineData("generic_test_unknown")]
    [InlineData("macro_in_model_file")]
    [InlineData("missing_macro")]
    [InlineData("missing_macro_in_namespace")]
    [InlineData("missing_var")]
    [InlineData("raise_compiler_error_in_macro")]
    [InlineData("undeclared_execute_time_ref")]
    [InlineData("unit_test_missing_input")]
    [InlineData("yaml_unknown_key")]
    public void What_dbt_lets_pass_while_parsing_passes(string name)
    {
        using var folder = Copy(name);

        folder
            .Parse()
            .Nodes.Values.Count(node => node is { ResourceType: Headgate.Dbt.Artifacts.ResourceType.Model })
            .ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("yaml_duplicate_key")]
    [InlineData("yaml_patch_without_model")]
    [InlineData("project_yml_unused_config_path")]
    public void Warnings_have_the_words_of_dbt(string name)
    {
        using var folder = Copy(name);

        folder.Parse();

        var console = Unwrapped(File.ReadAllText(GoldenData.PathOf($"expected/failures/{name}/build/console.txt")));
        var warning = folder.Warnings.Warnings.ShouldHaveSingleItem();
        console.ShouldContain(Unwrapped(warning.Message));
    }

    private static ProjectFolder Copy(string name)
    {
        var folder = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/failures/{name}"), "oracle", "failures");
        if (name.StartsWith("profile_", StringComparison.Ordinal))
        {
            folder.Write(
                "profiles.yml",
                File.ReadAllText(GoldenData.PathOf($"projects/failures/{name}/profiles.yml")).Replace("postgres", "duckdb")
            );
        }
        return folder;
    }

    /// <summary>The message in what dbt printed: from the kind of the error to the end or to a closing warning.</summary>
    private static string Expected(string name)
    {
        var console = File.ReadAllText(GoldenData.PathOf($"expected/failures/{name}/build/console.txt"));
        var start = console.IndexOf("Encountered an error:\n", StringComparison.Ordinal);
        var message =
            start < 0
                ? console[console.IndexOf("Compilation Error", StringComparison.Ordinal)..]
                : console[(start + "Encountered an error:\n".Length)..];
        foreach (var end in (string[])["\n<traceback>", "\n[WARNING]", "\nError uploading"])
        {
            if (message.IndexOf(end, StringComparison.Ordinal) is var at and >= 0)
            {
                message = message[..at];
            }
        }
        return message.TrimEnd();
    }

    /// <summary>Without what belongs to PostgreSQL, to a machine, or to the order in which dbt walked the folders.</summary>
    private static string Comparable(string text, string root)
    {
        var comparable = FilePath().Replace(text.Replace(root, "<root>").Replace("postgres__", "duckdb__"), "$1/$2");
        var lines = comparable.Split('\n').Select(line => line.TrimEnd()).ToList();
        var listed = lines.FindIndex(line =>
            line.StartsWith("  - ", StringComparison.Ordinal) || line.StartsWith("      - ", StringComparison.Ordinal)
        );
        if (listed >= 0)
        {
            lines.Sort(listed, lines.Count - listed, StringComparer.Ordinal);
        }
        return string.Join('\n', lines).TrimEnd();
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"FilePath\(searched_path='(\w+)', relative_path='([\w.]+)'[^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex FilePath();
}
