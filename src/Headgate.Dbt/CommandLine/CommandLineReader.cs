namespace Headgate.Dbt.CommandLine;

/// <summary>
/// Reads dbt's command line as dbt's own parser does: global options before or after the command, lists that go on to the next option,
/// values behind <c>=</c>, short switches in one word, variables of the environment for what is not given.
/// </summary>
/// <param name="root">The commands.</param>
/// <param name="environment">Variables of the environment.</param>
/// <param name="places">Confines places in a box; null for a call by hand.</param>
internal sealed class CommandLineReader(CommandGroup root, IReadOnlyDictionary<string, string> environment, CallPlaces? places = null)
{
    /// <summary>What the names of dbt's own variables begin with, the newer ones.</summary>
    public const string EnginePrefix = "DBT_ENGINE_";

    private readonly OptionValues _values = new();

    /// <summary>Reads the arguments after <c>dbt</c>.</summary>
    public ParsedCommandLine Read(IReadOnlyList<string> arguments)
    {
        var words = new Queue<string>(arguments);
        return words.Count == 0 ? new(Text: HelpText.Of(root, [])) : ReadGroup(root, [], words);
    }

    private ParsedCommandLine ReadGroup(CommandGroup group, IReadOnlyList<string> path, Queue<string> words)
    {
        var scan = new OptionScan(GlobalOptions.All);
        try
        {
            scan.TakeOptions(words, stopAtWord: true);
            Store(scan, OptionOrigin.Global);
        }
        catch (UsageException wrong)
        {
            return Wrong($"{HelpText.Title(path)} [OPTIONS] COMMAND [ARGS]...", path, wrong);
        }
        if (scan.Has(GlobalOptions.Help))
        {
            return new(Text: HelpText.Of(group, path));
        }
        if (scan.Has(GlobalOptions.Version))
        {
            return new(Text: VersionText.Of());
        }
        if (!words.TryDequeue(out var word))
        {
            return new(Text: path.Count == 0 && scan.Any ? "" : HelpText.Of(group, path));
        }
        if (group.Groups.FirstOrDefault(g => g.Name == word) is { } inner)
        {
            return ReadGroup(inner, [.. path, word], words);
        }
        return FindCommand(group, path, word) is { } command
            ? ReadCommand(command, [.. path, word], words)
            : Wrong($"{HelpText.Title(path)} [OPTIONS] COMMAND [ARGS]...", path, new UsageException($"No such command '{word}'."));
    }

    private ParsedCommandLine ReadCommand(CommandSpec command, IReadOnlyList<string> path, Queue<string> words)
    {
        var all = GlobalOptions.All.Concat(command.Options).ToList();
        var scan = new OptionScan(all);
        var usage = HelpText.Title(path) + " [OPTIONS]" + HelpText.ArgumentOf(command);
        try
        {
            scan.TakeOptions(words, stopAtWord: false);
            if (scan.Has(GlobalOptions.Help))
            {
                return new(Text: HelpText.Of(command, path));
            }
            if (scan.Has(GlobalOptions.Version))
            {
                return new(Text: VersionText.Of());
            }
            Store(scan, OptionOrigin.Command);
            ReadEnvironment(all);
            places?.CheckFromProject(_values);
            return new(new ParsedCall(command, _values, ArgumentOf(command, scan.Words)));
        }
        catch (UsageException wrong)
        {
            return Wrong(usage, path, wrong);
        }
    }

    private static string? ArgumentOf(CommandSpec command, List<string> words)
    {
        var wanted = command.Argument is null ? 0 : 1;
        if (words.Count < wanted && !command.ArgumentIsOptional)
        {
            throw new UsageException($"Missing argument '{command.Argument}'.");
        }
        if (words.Count > wanted)
        {
            var extra = words.Skip(wanted).ToList();
            throw new UsageException($"Got unexpected extra argument{(extra.Count > 1 ? "s" : "")} ({string.Join(' ', extra)})");
        }
        return words.FirstOrDefault();
    }

    private void Store(OptionScan scan, OptionOrigin origin)
    {
        foreach (var (option, texts) in scan.Found)
        {
            Set(option, texts, origin, "the option " + option.Names[^1]);
        }
    }

    private void ReadEnvironment(List<Option> all)
    {
        foreach (var option in all)
        {
            _values.Set(option, option.Fallback, OptionOrigin.Default);
            if (option.Variable is { } variable && Variable(variable) is (var name, { Length: > 0 } text))
            {
                Set(option, [text], OptionOrigin.Environment, "the variable " + name);
            }
            ReadOlder(option);
        }
    }

    private void ReadOlder(Option option)
    {
        if (option.OlderVariable is { } older && Variable(older) is (var name, { Length: > 0 } text))
        {
            var said = option.OlderIsOpposite && OptionKinds.Truth(text) is { } value ? (value ? "false" : "true") : text;
            Set(option, [said], OptionOrigin.Command, "the variable " + name);
            _values.Renamed.Add((name, EnginePrefix + option.Variable!["DBT_".Length..]));
        }
    }

    private (string Name, string? Text) Variable(string name)
    {
        var newer = EnginePrefix + name["DBT_".Length..];
        return environment.TryGetValue(newer, out var text) ? (newer, text) : (name, environment.GetValueOrDefault(name));
    }

    private void Set(Option option, IReadOnlyList<string> texts, OptionOrigin origin, string from)
    {
        places?.Check(option, texts, from);
        var reading = option.Read(texts);
        if (reading.Error is { } error)
        {
            throw new UsageException($"Invalid value for {option.Quoted}: {error}", reading.Notice);
        }
        _values.Set(option, reading.Value, origin);
    }

    private static CommandSpec? FindCommand(CommandGroup group, IReadOnlyList<string> path, string word)
    {
        var name = string.Join(' ', path.Append(word));
        return group.Commands.FirstOrDefault(c => c.Name == name || c.Aliases.Contains(name));
    }

    private static ParsedCommandLine Wrong(string usage, IReadOnlyList<string> path, UsageException wrong) =>
        new(Error: new UsageError(usage, HelpText.Title(path), wrong.Message, wrong.Notice));
}
