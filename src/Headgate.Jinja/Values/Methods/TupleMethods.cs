using System.Collections.Frozen;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's tuple.</summary>
internal static class TupleMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["index"] = (c, in s, a) => SequenceSearch.Index("tuple", s.TupleReference.Items, a),
        ["count"] = (c, in s, a) => SequenceSearch.Count("tuple", s.TupleReference.Items, a),
    }.ToFrozenDictionary();
}
