namespace Headgate.Catalogue;

/// <summary>Texts of dbt's envelope that clients compare.</summary>
public static class AnswerTexts
{
    /// <summary><c>user_message</c> of every success.</summary>
    public const string Success = "Success!";

    /// <summary><c>user_message</c> of 400.</summary>
    public const string BadRequest = "The request was invalid. Please double check the provided data and try again.";

    /// <summary><c>user_message</c> of 404.</summary>
    public const string NotFound = "The requested resource was not found. Please check that you have the proper permissions.";

    /// <summary>Message of a body field that must be there.</summary>
    public const string Required = "required key not provided";
}
