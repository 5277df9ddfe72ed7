namespace Arbit.Money;

/// <summary>How a division or a cut to fewer decimals is rounded. Every place that divides money names one.</summary>
public enum Rounding
{
    /// <summary>Toward negative infinity: never more than the exact value.</summary>
    Floor,

    /// <summary>Toward positive infinity: never less than the exact value.</summary>
    Ceiling,

    /// <summary>To the nearest, ties to the even digit. For figures that are shown, never for what is spent.</summary>
    HalfEven,
}
