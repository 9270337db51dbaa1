using System.Reflection;
using System.Text.RegularExpressions;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands;

namespace Headgate.Dbt.Tests.CommandLine;

/// <summary>No option is accepted and then forgotten: each is read where it says it is.</summary>
public sealed partial class OptionUseTests
{
    private static readonly Lazy<string> Code = new(() => SourceText("*.cs"));
    private static readonly Lazy<string> Macros = new(() => SourceText("*.sql"));

    public static TheoryData<string> Names => [.. Options().Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_option_is_read_by_whom_it_names(string name)
    {
        var option = Options().Single(found => found.Name == name).Option;
        switch (option.Use)
        {
            case OptionUse.ByCode:
                Reading(option).ShouldNotBeEmpty($"no line of the engine reads {name}");
                break;
            case OptionUse.ByMacro macro:
                macro.Flag.ShouldBe(option.Key.ToUpperInvariant());
                Regex.IsMatch(Macros.Value, $@"\bflags\.{macro.Flag}\b", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeTrue();
                break;
            case OptionUse.Unread unread:
                Reading(option).ShouldBeEmpty($"{name} is said to be read by nobody");
                unread.Why.ShouldEndWith(".");
                break;
        }
    }

    [Fact]
    public void Each_option_of_each_command_is_one_of_those()
    {
        var known = Options().Select(option => option.Option).ToHashSet();
        AllSpecs(DbtCommands.Root).SelectMany(spec => spec.Options).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void Every_variable_that_an_option_of_a_command_has_is_known() =>
        Options()
            .Where(o => o.Name.StartsWith(nameof(CommandOptions), StringComparison.Ordinal))
            .Select(o => o.Option.Variable)
            .OfType<string>()
            .Except(CommandOptions.WithVariables.Select(o => o.Variable!))
            .ShouldBeEmpty();

    /// <summary>Fields with options, by class and name. Some share a key, as the two spellings of <c>--select</c>.</summary>
    private static IEnumerable<(string Name, Option Option)> Options() =>
        from type in (Type[])[typeof(GlobalOptions), typeof(CommandOptions)]
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public)
        where field.FieldType.IsAssignableTo(typeof(Option))
        select ($"{type.Name}.{field.Name}", (Option)field.GetValue(null)!);

    /// <summary>Values are kept by key: who reads one option of a key reads all.</summary>
    private static IEnumerable<string> Reading(Option option) =>
        Options()
            .Where(other => other.Option.Key == option.Key)
            .Select(other => other.Name)
            .Where(ReadInCode().Matches(Code.Value).Select(m => m.Groups[1].Value).ToHashSet().Contains);

    private static IEnumerable<CommandSpec> AllSpecs(CommandGroup group) => group.Commands.Concat(group.Groups.SelectMany(AllSpecs));

    private static string SourceText(string pattern)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Headgate.slnx")))
        {
            folder = folder.Parent;
        }
        var source = Path.Combine(folder.FullName, "src", "Headgate.Dbt");
        return string.Join('\n', Directory.EnumerateFiles(source, pattern, SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [GeneratedRegex(@"\b(?:Get|Has)\((?:CommandLine\.)?((?:CommandOptions|GlobalOptions)\.\w+)", RegexOptions.None, 5000)]
    private static partial Regex ReadInCode();
}
