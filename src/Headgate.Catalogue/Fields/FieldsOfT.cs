using System.Collections;

namespace Headgate.Catalogue;

/// <summary>
/// Fields, each with the place where its value goes. Declaring a field means saying what becomes of it, and a value that has no declaration reaches nobody: there is no
/// other way from a call to an operation.
/// </summary>
/// <typeparam name="T">What the values are written into: a row, or a request.</typeparam>
public sealed class Fields<T> : Fields, IEnumerable<Field>
{
    private readonly List<FieldBinding<T>> _bindings = [];
    private Field[]? _all;
    private Action<T, string, string?>? _intoOthers;

    /// <summary>Declares none yet.</summary>
    /// <param name="refusesUnknown">Whether a name in the body that no field has is refused.</param>
    public Fields(bool refusesUnknown = false) => RefusesUnknown = refusesUnknown;

    /// <inheritdoc/>
    public override IReadOnlyList<Field> All =>
        _all is { } all && all.Length == _bindings.Count ? all : _all = [.. _bindings.Select(b => b.Field)];

    /// <summary>Declares a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="into">Takes its value, or what holds where it was left out.</param>
    public void Add<TValue>(Field<TValue> field, Action<T, TValue> into) => _bindings.Add(new ValueBinding<T, TValue>(field, into));

    /// <summary>Declares an object whose fields go to the same place as those around it, such as a job's <c>settings</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="says">What it holds.</param>
    /// <param name="inside">Its fields. Where the object is absent, what holds for each of them where it is left out.</param>
    /// <param name="isRequired">Whether a call without the object is refused.</param>
    public void Add(string name, string says, Fields<T> inside, bool isRequired = false) =>
        _bindings.Add(new ObjectBinding<T>(name, says, inside, isRequired));

    /// <summary>Takes further keys, which callers choose.</summary>
    /// <param name="others">What they are.</param>
    /// <param name="into">Takes a key and its value.</param>
    public Fields<T> With(OtherKeys others, Action<T, string, string?> into)
    {
        (Others, _intoOthers) = (others, into);
        return this;
    }

    /// <summary>What holds for every field where it is left out, and nothing is missed: for calls that do not come to reading them.</summary>
    public Input<T> Unread()
    {
        var read = Read(default, new FieldProblems());
        var input = new Input<T>(new FieldProblems());
        input.Add(read, isSent: false);
        return input;
    }

    /// <summary>Takes over the fields of another declaration.</summary>
    public void Add(Fields<T> others) => _bindings.AddRange(others._bindings);

    /// <inheritdoc/>
    public override void Validate(in FieldSource source, FieldProblems problems) => Read(source, problems);

    /// <summary>Reads all of them.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="prefix">What stands before their names in messages.</param>
    public Input<T> Read(in FieldSource source, FieldProblems problems, string prefix = "")
    {
        var input = new Input<T>(problems);
        foreach (var binding in _bindings)
        {
            binding.Read(source, input, prefix);
        }
        if (Others is { } others)
        {
            ReadOthers(source, others, input, prefix);
        }
        if (RefusesUnknown)
        {
            UnknownFields.Refuse(source.Body, All, problems, prefix);
        }
        return input;
    }

    private void ReadOthers(in FieldSource source, OtherKeys others, Input<T> input, string prefix)
    {
        var read = 0;
        foreach (var (key, value) in UnknownFields.In(source.Body, All))
        {
            var path = prefix + key;
            if (++read > OtherKeys.Most)
            {
                input.Problems.Add(prefix.TrimEnd('.'), $"at most {OtherKeys.Most} keys");
                return;
            }
            if (key.Length is 0 or > OtherKeys.LongestKey)
            {
                input.Problems.Add(prefix.TrimEnd('.'), $"a key has between 1 and {OtherKeys.LongestKey} characters");
                continue;
            }
            var sent = new Sent(value);
            var text = sent.IsAbsent ? null : others.Value.Read(sent, input.Problems, path);
            input.Add(isSent: true, target => _intoOthers!(target, key, text));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Field> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
