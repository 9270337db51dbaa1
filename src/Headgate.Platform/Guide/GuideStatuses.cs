namespace Headgate.Platform.Guide;

/// <summary>Status codes with what to do about them.</summary>
internal static class GuideStatuses
{
    /// <summary>All that the server answers, in their order.</summary>
    public static IReadOnlyList<GuideStatus> All { get; } =
    [
        new(200, "OK", "It is done; data holds the answer.", "Go on."),
        new(
            201,
            "Created",
            "It was made; data holds it, with any secret that is shown only now.",
            "Keep the secret: it is not shown again."
        ),
        new(
            400,
            "Bad request",
            "The request cannot be understood or breaks a rule; data maps each field to what is wrong with it.",
            "Correct the named fields. Do not repeat the request as it is."
        ),
        new(
            401,
            "Unauthorized",
            "There is no credential, or it is malformed, unknown, expired or revoked, or the word Token or Bearer is missing.",
            "Send 'Authorization: Bearer KEY' with a key that is in force."
        ),
        new(
            403,
            "Forbidden",
            "The caller is known and the thing is visible, but no grant or permission set allows this.",
            "Read user_message: it names the grant that would allow it. Ask a person; do not repeat."
        ),
        new(
            404,
            "Not found",
            "It does not exist, was deleted, is not there yet, or this caller may not see it.",
            "Check the id and the version of the path; for artifacts wait until the run is complete."
        ),
        new(405, "Method not allowed", "The path exists, the method does not; the header Allow lists those that do.", "Use one of them."),
        new(
            409,
            "Conflict",
            "The request contradicts the present state, or its Idempotency-Key was another call's.",
            "Read the state again and decide anew; send a new Idempotency-Key with each new call."
        ),
        new(413, "Content too large", "The body is larger than the limit.", "Send less."),
        new(414, "URI too long", "The path and its query are longer than the limit.", "Send shorter lists of ids."),
        new(
            429,
            "Too many requests",
            "The account or the agent has made more requests than its rate allows.",
            "Wait as long as Retry-After says, then go on slower."
        ),
        new(
            500,
            "Server error",
            "Something broke inside; the record has the details under the request's id.",
            "Repeat a read once; before repeating a write, check whether it was done."
        ),
        new(503, "Unavailable", "The record cannot be written, so nothing is done.", "Try again later; nothing has happened."),
    ];
}
