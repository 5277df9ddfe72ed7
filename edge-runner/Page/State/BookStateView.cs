namespace Arbit.EdgeRunner.Page.State;

/// <summary>A book is used only as far as it is proven.</summary>
public enum BookStateView
{
    /// <summary>Its sequence or checksum holds; may be traded on.</summary>
    Proven,

    /// <summary>No proof yet; never traded on.</summary>
    Unproven,

    /// <summary>A gap, a failed checksum, a crossed book or silence; resynchronising.</summary>
    Broken,
}
