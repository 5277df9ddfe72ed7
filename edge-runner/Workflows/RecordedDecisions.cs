using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>Holds what the code decides against what it decided when it came about.</summary>
internal static class RecordedDecisions
{
    /// <exception cref="NonDeterminismException">They are not the same.</exception>
    public static void Demand(Turn recorded, Turn now)
    {
        for (var i = 0; i < Math.Max(recorded.Decisions.Count, now.Decisions.Count); i++)
        {
            var was = recorded.Decisions.ElementAtOrDefault(i);
            var @is = now.Decisions.ElementAtOrDefault(i);
            if (was is null || @is is null || !IsSame(was, @is))
            {
                throw new NonDeterminismException(
                    $"The history does not match what the code asks for: upon «{recorded.Happening}» it decided «{Say(was)}», and now it would «{Say(@is)}».");
            }
        }
    }

    /// <summary>
    /// Inputs are the same where all that was written then is asked for now: a field that a record has gained since is no other
    /// decision.
    /// </summary>
    public static bool IsSame(HistoryEntry was, HistoryEntry @is)
        => was with { Data = "" } == @is with { Data = "" } && (was.Data == @is.Data || was.Kind switch
        {
            HistoryKind.ActivityScheduled => Covers(was.Data, @is.Data),
            HistoryKind.ChildStarted => Covers(WorkflowJson.Read<ChildStart>(was.Data), WorkflowJson.Read<ChildStart>(@is.Data)),
            _ => false,
        });

    private static string Say(HistoryEntry? decision) => decision?.ToString() ?? "nothing more";

    private static bool Covers(ChildStart was, ChildStart @is) => was.InstanceId == @is.InstanceId && Covers(was.Input, @is.Input);

    private static bool Covers(string was, string @is)
    {
        using var old = JsonDocument.Parse(was);
        using var @new = JsonDocument.Parse(@is);
        return Covers(old.RootElement, @new.RootElement);
    }

    private static bool Covers(JsonElement was, JsonElement @is)
    {
        if (was.ValueKind != @is.ValueKind)
            return false;
        return was.ValueKind switch
        {
            JsonValueKind.Object => was.EnumerateObject().All(field => @is.TryGetProperty(field.Name, out var value) && Covers(field.Value, value)),
            JsonValueKind.Array => was.GetArrayLength() == @is.GetArrayLength()
                && was.EnumerateArray().Zip(@is.EnumerateArray()).All(pair => Covers(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(was, @is),
        };
    }
}
