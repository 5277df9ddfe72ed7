namespace Arbit.Workflows.Alerts;

/// <summary>A sentence for a person.</summary>
/// <param name="About">The workflow instance, or the part of the program, that it is about.</param>
public sealed record Alert(AlertLevel Level, string About, string Text);

/// <summary>How much it wants a person. A closed set.</summary>
public enum AlertLevel
{
    /// <summary>For the record: a flip, a sweep that is ready.</summary>
    Notice,

    /// <summary>Something waits for a yes or a no.</summary>
    Question,

    /// <summary>Something is wrong and does not mend itself.</summary>
    Alarm,
}
