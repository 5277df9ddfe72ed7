using System.Text.Json;

namespace Arbit.EdgeRunner.Page;

/// <summary>Small JSON bodies that a person's browser or command line sends, and how they are answered.</summary>
internal static class JsonBody
{
    private const int Largest = 4096;

    /// <summary>Null where there is none, where it is longer than any that has a meaning, or no such JSON.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (context.Request.ContentLength is null or > Largest)
            return null;
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(PageJson.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary><c>{"message": "…"}</c>: a sentence for a person, whatever the status.</summary>
    public static IResult Message(int status, string message) => Results.Json(new { message }, PageJson.Options, statusCode: status);
}
