using System.Net;

namespace Headgate.Catalogue;

/// <summary>A file sent as it is.</summary>
public sealed class FileAnswer : Answer
{
    internal FileAnswer(Stream content, string mediaType, long? length)
        : base(HttpStatusCode.OK) => (Content, MediaType, Length) = (content, mediaType, length);

    /// <summary>What is sent.</summary>
    public Stream Content { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>Its length in bytes, where known.</summary>
    public long? Length { get; }

    /// <summary>What is to be said of it once it was sent; null for nothing.</summary>
    public Func<AnswerRemark?>? Afterwards { get; internal init; }
}
