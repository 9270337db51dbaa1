using System.Collections.Frozen;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>A method that templates can call on a host object of type <typeparamref name="T"/>.</summary>
internal delegate Value HostMethod<in T>(T self, CallContext context, Arguments arguments);

/// <summary>The methods of one kind of host object, by name.</summary>
internal sealed class HostMethods<T>(IEnumerable<KeyValuePair<string, HostMethod<T>>> methods)
    where T : IJinjaObject
{
    private readonly FrozenDictionary<string, HostMethod<T>> _methods = methods.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Calls a method; false when there is none of this name.</summary>
    public bool TryCall(T self, CallContext context, string name, Arguments arguments, out Value result)
    {
        if (_methods.TryGetValue(name, out var method))
        {
            result = method(self, context, arguments);
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>The method as a value, for templates that pass it on.</summary>
    public bool TryGet(T self, string name, out Value value)
    {
        if (_methods.TryGetValue(name, out var method))
        {
            value = Value.Function(name, (context, arguments) => method(self, context, arguments));
            return true;
        }
        value = default;
        return false;
    }
}
