using System.Net;

namespace Headgate.Catalogue;

/// <summary>400 with messages by field.</summary>
public sealed class BadRequestAnswer : Answer
{
    internal BadRequestAnswer(IReadOnlyDictionary<string, string> fields)
        : base(HttpStatusCode.BadRequest) => Fields = fields;

    /// <summary>Field (nested ones with dots) to message.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }
}
