using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary>One of Python's comparison operators.</summary>
internal delegate bool ComparisonOperator(CallContext context, in Value a, in Value b);
