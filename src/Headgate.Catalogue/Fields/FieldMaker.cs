using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Makes fields of one place: <c>In.Body.Text("cause", "Why the job runs.", max: 255)</c>.</summary>
public sealed class FieldMaker
{
    private readonly FieldPlace _place;

    internal FieldMaker(FieldPlace place) => _place = place;

    /// <summary>A text.</summary>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="says">What it does.</param>
    /// <param name="max">Most characters.</param>
    /// <param name="cut">Whether a longer one is cut instead of refused.</param>
    public Field<string?> Text(string name, string says, int max = 255, bool cut = false) =>
        Of(name, says, new TextShape(max) { IsCut = cut });

    /// <summary>One of some words.</summary>
    public Field<string?> Choice(string name, string says, params IReadOnlyList<string> choices) =>
        Of(name, says, new TextShape { Choices = choices });

    /// <summary>The id of a thing.</summary>
    public Field<long?> Id(string name, string says) => Of(name, says, new WholeShape(1));

    /// <summary>The id of a thing, which clients also send as a text of digits.</summary>
    public Field<long?> LooseId(string name, string says) => Of(name, says, new WholeShape(1) { TakesText = true });

    /// <summary>A whole number of 64 bits.</summary>
    public Field<long?> Long(string name, string says, long min = long.MinValue, long max = long.MaxValue) =>
        Of(name, says, new WholeShape(min, max));

    /// <summary>A whole number of 32 bits.</summary>
    public Field<int?> Int(string name, string says, int min = int.MinValue, int max = int.MaxValue) =>
        Long(name, says, min, max).As(v => (int?)v, null);

    /// <summary>True or false.</summary>
    public Field<bool?> Flag(string name, string says) => new(name, _place, new FlagShape(), says, FlagShape.Read, null);

    /// <summary>A time.</summary>
    public Field<DateTimeOffset?> Time(string name, string says) => new(name, _place, new TimeShape(), says, TimeShape.Read, null);

    /// <summary>A span of time.</summary>
    public Field<TimeRange?> Times(string name, string says) => new(name, _place, new TimesShape(), says, TimesShape.Read, null);

    /// <summary>A list of texts.</summary>
    public Field<IReadOnlyList<string>?> Texts(string name, string says, int most = 1000, int max = 4096) =>
        ListOf(name, says, new TextShape(max), most, (sent, problems, path) => new TextShape(max).Read(sent, problems, path) ?? "");

    /// <summary>A list of some words.</summary>
    public Field<IReadOnlyList<string>?> Choices(string name, string says, params IReadOnlyList<string> choices)
    {
        var shape = new TextShape { Choices = choices };
        return ListOf(name, says, shape, 1000, (sent, problems, path) => shape.Read(sent, problems, path) ?? "");
    }

    /// <summary>A list of ids.</summary>
    public Field<IReadOnlyList<long>?> Ids(string name, string says, int most = 1000) => Longs(name, says, most, min: 1);

    /// <summary>A list of whole numbers.</summary>
    public Field<IReadOnlyList<long>?> Longs(
        string name,
        string says,
        int most = 10_000,
        long min = long.MinValue,
        long max = long.MaxValue
    )
    {
        var shape = new WholeShape(min, max);
        return ListOf(name, says, shape, most, (sent, problems, path) => shape.Read(sent, problems, path) ?? 0);
    }

    /// <summary>An object that becomes a value of its own; null where it is absent.</summary>
    public Field<T?> Object<T>(string name, string says, Fields<T> fields, Func<T> make)
        where T : class => new(name, _place, fields.Shape, says, (sent, problems, path) => Item(sent, problems, path, fields, make), null);

    /// <summary>A list of objects, each of which becomes a value of its own.</summary>
    public Field<IReadOnlyList<T>?> Each<T>(string name, string says, Fields<T> fields, Func<T> make, int most = 1000)
        where T : class => Each(name, says, fields, make, new ListShape(fields.Shape, most));

    /// <summary>An object, or a list of them, each of which becomes a value of its own.</summary>
    public Field<IReadOnlyList<T>?> OneOrEach<T>(string name, string says, Fields<T> fields, Func<T> make, int most)
        where T : class => Each(name, says, fields, make, new ListShape(fields.Shape, most) { TakesOne = true });

    /// <summary>An object that is kept as it is.</summary>
    public Field<JsonElement?> Json(string name, string says) =>
        new(name, _place, new JsonShape(), says, (sent, problems, path) => ObjectShape.Is(sent, problems, path) ? sent.Json : null, null);

    /// <summary>Any value, kept as it is.</summary>
    public Field<JsonElement?> Anything(string name, string says) =>
        new(name, _place, new JsonShape(IsObject: false), says, (sent, _, _) => sent.Json, null);

    private static T Item<T>(Sent sent, FieldProblems problems, string path, Fields<T> fields, Func<T> make)
    {
        var made = make();
        if (ObjectShape.Is(sent, problems, path))
        {
            fields.Read(default(FieldSource).Inside(sent), problems, path + ".").ApplyTo(made);
        }
        return made;
    }

    private Field<string?> Of(string name, string says, TextShape shape) => new(name, _place, shape, says, shape.Read, null);

    private Field<long?> Of(string name, string says, WholeShape shape) => new(name, _place, shape, says, shape.Read, null);

    private Field<IReadOnlyList<T>?> Each<T>(string name, string says, Fields<T> fields, Func<T> make, ListShape shape)
        where T : class => ListOf(name, says, shape, (sent, problems, path) => Item(sent, problems, path, fields, make));

    private Field<IReadOnlyList<T>?> ListOf<T>(string name, string says, Shape item, int most, FieldReader<T> reader) =>
        ListOf(name, says, new ListShape(item, most), reader);

    private Field<IReadOnlyList<T>?> ListOf<T>(string name, string says, ListShape shape, FieldReader<T> reader) =>
        new(name, _place, shape, says, (sent, problems, path) => shape.Read(sent, problems, path, reader), null);
}
