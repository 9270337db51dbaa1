namespace Headgate.Dbt.CommandLine;

/// <summary>Sorts words into options with their arguments and words that belong to no option.</summary>
internal sealed class OptionScan
{
    private readonly Dictionary<string, (Option Option, string? Implied)> _spellings = [];
    private readonly OrderedDictionary<string, (Option Option, List<string> Texts)> _found = [];

    /// <summary>Starts to look for the given options.</summary>
    public OptionScan(IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            foreach (var name in option.Names)
            {
                _spellings[name] = (option, option.Arity == Arity.None ? "true" : null);
            }
            foreach (var name in option.OffNames)
            {
                _spellings[name] = (option, "false");
            }
        }
    }

    /// <summary>The options that were given, with their arguments.</summary>
    public IEnumerable<(Option Option, IReadOnlyList<string> Texts)> Found =>
        _found.Values.Select(f => (f.Option, (IReadOnlyList<string>)f.Texts));

    /// <summary>Words that belong to no option.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Was any option given?</summary>
    public bool Any => _found.Count > 0;

    /// <summary>Was this switch given?</summary>
    public bool Has(Option option) => _found.ContainsKey(option.Key);

    /// <summary>Takes options and their arguments off the words; stops at the first other word where asked to.</summary>
    /// <exception cref="UsageException">An option is unknown or lacks its argument.</exception>
    public void TakeOptions(Queue<string> words, bool stopAtWord)
    {
        while (words.TryPeek(out var word))
        {
            if (word == "--")
            {
                words.Dequeue();
                Words.AddRange(words);
                words.Clear();
            }
            else if (IsOption(word))
            {
                words.Dequeue();
                Take(word, words);
            }
            else if (stopAtWord)
            {
                return;
            }
            else
            {
                Words.Add(words.Dequeue());
            }
        }
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private void Take(string word, Queue<string> words)
    {
        if (_spellings.TryGetValue(word, out var exact))
        {
            Add(exact.Option, exact.Implied, word, attached: null, words);
            return;
        }
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (word.StartsWith("--", StringComparison.Ordinal) && equals > 0 && _spellings.TryGetValue(word[..equals], out var valued))
        {
            if (valued.Implied is not null)
            {
                throw new UsageException($"Option '{word[..equals]}' does not take a value.");
            }
            Add(valued.Option, null, word[..equals], word[(equals + 1)..], words);
            return;
        }
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var name = equals > 0 ? word[..equals] : word;
            throw new UsageException($"No such option: {name}{CloseMatches.Hint(name, _spellings.Keys)}");
        }
        TakeShort(word, words);
    }

    private void TakeShort(string word, Queue<string> words)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var name = "-" + word[i];
            if (!_spellings.TryGetValue(name, out var spelling))
            {
                throw new UsageException($"No such option: {name}");
            }
            if (spelling.Implied is null)
            {
                Add(spelling.Option, null, name, i + 1 < word.Length ? word[(i + 1)..] : null, words);
                return;
            }
            Add(spelling.Option, spelling.Implied, name, null, words);
        }
    }

    private void Add(Option option, string? implied, string name, string? attached, Queue<string> words)
    {
        if (!_found.TryGetValue(option.Key, out var entry))
        {
            entry = (option, []);
            _found[option.Key] = entry;
        }
        if ((implied ?? attached) is { } text)
        {
            entry.Texts.Add(text);
        }
        else if (!words.TryDequeue(out var argument))
        {
            throw new UsageException($"Option '{name}' requires an argument.");
        }
        else
        {
            entry.Texts.Add(argument);
        }
        while (option.Arity == Arity.Many && words.TryPeek(out var next) && !IsOption(next))
        {
            entry.Texts.Add(words.Dequeue());
        }
    }
}
