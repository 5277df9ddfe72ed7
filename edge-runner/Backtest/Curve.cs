namespace Arbit.EdgeRunner.Backtest;

/// <summary>
/// A figure over time, for a chart: at most so many points, evenly thinned where there would be more. Statistics, not money.
/// </summary>
public sealed class Curve(string name)
{
    private const int MaxPoints = 800;

    private readonly List<(long Time, double Value)> _points = [];
    private long _every;

    public string Name { get; } = name;

    public IReadOnlyList<(long Time, double Value)> Points => _points;

    public void Add(long time, double value)
    {
        if (_points.Count > 0 && time - _points[^1].Time < _every)
            return;
        _points.Add((time, value));
        if (_points.Count < MaxPoints)
            return;
        _every = Math.Max((_points[^1].Time - _points[0].Time) / (MaxPoints / 2), 1);
        for (var i = _points.Count - 2; i > 0; i -= 2)
            _points.RemoveAt(i);
    }
}
