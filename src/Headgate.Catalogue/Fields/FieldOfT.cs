using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Catalogue;

/// <summary>Turns a value that was sent into what a handler gets; notes what is wrong and gives anything at all then.</summary>
/// <param name="sent">What was sent; never absent.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="path">The field, for messages.</param>
internal delegate T FieldReader<T>(Sent sent, FieldProblems problems, string path);

/// <summary>A field, with the type that the operation gets.</summary>
public sealed record Field<T> : Field
{
    internal Field(string name, FieldPlace place, Shape shape, string says, FieldReader<T> present, T absent)
        : base(name, place, shape, says) => (Present, Absent) = (present, absent);

    /// <summary>What an operation gets where nothing was sent.</summary>
    public T Absent { get; init; }

    /// <summary>A rule beyond the shape: what is wrong with a value, in words, or null.</summary>
    public Func<T, string?>? Check { get; init; }

    internal FieldReader<T> Present { get; init; }

    /// <inheritdoc/>
    public override string? DefaultText =>
        Absent switch
        {
            _ when IsRequired => null,
            null or "" => null,
            bool flag => flag ? "true" : "false",
            string text => text,
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(o => o is string s ? $"\"{s}\"" : o.ToString()))}]",
            _ => null,
        };

    /// <inheritdoc/>
    public override JsonNode? DefaultJson =>
        Absent switch
        {
            _ when IsRequired => null,
            bool flag => flag,
            string { Length: > 0 } text => text,
            int number => number,
            long number => number,
            IReadOnlyList<string> { Count: > 0 } texts => new JsonArray([.. texts.Select(t => (JsonNode)t)]),
            _ => null,
        };

    /// <inheritdoc/>
    public override void Validate(in FieldSource source, FieldProblems problems) => Read(source, problems);

    /// <summary>Reads it.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="prefix">What stands before its name in messages: empty, or <c>settings.</c>.</param>
    public T Read(in FieldSource source, FieldProblems problems, string prefix = "")
    {
        var sent = source.Find(this);
        var path = prefix + Name;
        if (sent.IsAbsent)
        {
            if (IsRequired)
            {
                problems.Add(path, AnswerTexts.Required);
            }
            else if (RefusesNull && sent.IsMentioned)
            {
                problems.Add(path, "must not be null; leave it out");
            }
            return Absent;
        }
        if (Place == FieldPlace.Query && sent.Texts is { Count: > 1 } && Shape is not ListShape)
        {
            // Two readers of such a query could each take another of the values.
            problems.Add(path, "Give it once.");
            return Absent;
        }
        if (Place == FieldPlace.Body && sent.Texts is not null && Shape is ListShape)
        {
            // A form has no lists, and no rule by which a text would become one.
            problems.Add(path, "expected list");
            return Absent;
        }
        var value = Present(sent, problems, path);
        if (Check is { } check && check(value) is { } fault)
        {
            problems.Add(path, fault);
        }
        return value;
    }
}
