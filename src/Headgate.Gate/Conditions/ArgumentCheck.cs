using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>A condition on a field, ready to be asked.</summary>
internal sealed class ArgumentCheck
{
    private const int Longest = 4096;
    private const int Quoted = 100;

    private readonly ArgumentCondition _condition;
    private readonly Regex? _expression;
    private readonly IReadOnlyList<CommandPattern> _commands;
    private readonly IReadOnlyList<string> _texts;

    private ArgumentCheck(ArgumentCondition condition, Regex? expression, IReadOnlyList<CommandPattern> commands)
    {
        (_condition, _expression, _commands) = (condition, expression, commands);
        _texts = [.. condition.OneOf.Where(v => !CommandPattern.IsOne(v))];
    }

    /// <summary>The field that it is about.</summary>
    public string Field => _condition.Field;

    /// <summary>Reads a condition; or says what is wrong with it.</summary>
    public static (ArgumentCheck? Check, string? Fault) Read(ArgumentCondition condition)
    {
        if (condition.Field.Length == 0)
        {
            return (null, "An argument rule names a field.");
        }
        if (condition.OneOf.Count == 0 && condition is { Matches: null, AtMost: null, AtLeast: null, Required: false })
        {
            return (
                null,
                $"The rule of \"{condition.Field}\" allows nothing and refuses nothing: give one_of, matches, at_most, at_least or required."
            );
        }
        var commands = condition.OneOf.Where(CommandPattern.IsOne).Select(c => (Text: c, Pattern: CommandPattern.Read(c))).ToList();
        if (commands.Find(c => c.Pattern is null) is { Text: { } broken })
        {
            return (null, $"The command {JsonSerializer.Serialize(broken)} cannot be read: a quote does not close.");
        }
        try
        {
            // Without backtracking: no value can make it slow.
            var expression = condition.Matches is { } pattern
                ? new Regex($"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline)
                : null;
            return (new ArgumentCheck(condition, expression, [.. commands.Select(c => c.Pattern!)]), null);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return (null, $"The expression of \"{condition.Field}\" is none that runs in linear time: {e.Message}");
        }
    }

    /// <summary>What is wrong with what a call sends, in words; null for nothing.</summary>
    public string? FaultOf(Operation operation, FieldSource source)
    {
        if (!FieldValues.Declares(operation, Field))
        {
            return null;
        }
        if (FieldValues.Of(operation, source, Field) is not { } values)
        {
            return $"\"{Field}\" cannot be judged in this form; the rule allows {_condition.Describe()}";
        }
        if (values.Count == 0)
        {
            return _condition.Required ? $"\"{Field}\" has to be sent; the rule allows {_condition.Describe()}" : null;
        }
        for (var i = 0; i < values.Count; i++)
        {
            if (!Fits(values[i]))
            {
                var value = JsonSerializer.Serialize(values[i].Length > Quoted ? values[i][..Quoted] + "…" : values[i]);
                return values.Count == 1
                    ? $"\"{Field}\" is {value}, and the rule allows {_condition.Describe()}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"\"{Field}\" has {value} as element {i + 1}, and the rule allows {_condition.Describe()}"
                    );
            }
        }
        return null;
    }

    private bool Fits(string value) =>
        value.Length <= Longest
        && (_condition.OneOf.Count == 0 || FitsOne(value))
        && _expression?.IsMatch(value) != false
        && (
            (_condition.AtMost is null && _condition.AtLeast is null)
            || (
                decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number <= (_condition.AtMost ?? decimal.MaxValue)
                && number >= (_condition.AtLeast ?? decimal.MinValue)
            )
        );

    private bool FitsOne(string value)
    {
        foreach (var text in _texts)
        {
            if (NamePattern.Fits(text, value))
            {
                return true;
            }
        }
        return _commands.Count > 0 && CommandPattern.WordsOf(value) is { } words && _commands.Any(c => c.Fits(words));
    }
}
